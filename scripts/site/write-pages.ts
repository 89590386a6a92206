/**
 * Writes the pages of the site that are made from the code: the API reference from the packages' declarations, and the list of refusals
 * from their sources; and brings the other pages beside them. Needs a build.
 */
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { entriesOf, exportsOf, type Exported } from './exports.ts'
import { reasonsIn } from './refusals.ts'

const root = join(import.meta.dirname, '../..')
const pages = join(root, 'site/pages')
const packages = ['kernel', 'core', 'sqlite', 'eventstoredb', 'audit', 'report', 'tabular', 'testkit']
/** A type that is longer is inferred, and nobody reads it. */
const signatureMax = 4_000

const titles = { function: 'Functions', class: 'Classes', value: 'Values', type: 'Types' } as const

/** A comment as Markdown: examples as code, links to the names on the page, errors by themselves. */
const prose = (comment: string): string =>
  comment
    .replaceAll(/\{@link ([^}]+)\}/g, '`$1`')
    .replaceAll(
      /^@example\s*([\s\S]*?)(?=^@|$(?![\s\S]))/gm,
      (_, code: string) => `\n**Example**\n\n\`\`\`ts\n${code.trim()}\n\`\`\`\n`,
    )
    .replaceAll(/^@param (\S+)/gm, '\n- `$1`: ')
    .replaceAll(/^@throws/gm, '\n**Throws**')
    .replaceAll(/</g, '&lt;')
    .replaceAll(/```ts\n[\s\S]*?```/g, (code) => code.replaceAll('&lt;', '<'))

const entry = ({ name, comment, signature }: Exported): string =>
  `### ${name}\n\n${prose(comment)}\n\n\`\`\`ts\n${signature.length > signatureMax ? `${signature.slice(0, signatureMax)} …` : signature}\n\`\`\`\n`

function reference(folder: string): string {
  const parts = [...entriesOf(join(root, 'packages', folder))].map(([name, file]) => {
    const { own, others } = exportsOf(file)
    const kinds = (['function', 'class', 'value', 'type'] as const).flatMap((kind) => {
      const of = own.filter((one) => one.kind === kind)
      return of.length === 0
        ? []
        : [
            `**${titles[kind]}**: ${of.map((one) => `[${one.name}](#${one.name.toLowerCase().replaceAll('.', '-')})`).join(', ')}`,
          ]
    })
    const elsewhere = [...others].map(([from, names]) =>
      names.includes('*')
        ? `All of \`${from}\`, too.`
        : `From \`${from}\`: ${names.map((one) => `\`${one}\``).join(', ')}`,
    )
    return `## ${name}\n\n${[...kinds, ...elsewhere].join('\n\n')}\n\n${own.map(entry).join('\n')}`
  })
  return `# @taizhang/${folder}\n\nMade from the source. Signatures are the package's own declarations.\n\n${parts.join('\n')}`
}

/** What whoever meets it does, by its kind. */
const doing: Readonly<Record<string, string>> = {
  refusal: 'mend the draft or the text that `path`, `draft` or `events` name',
  usage: 'a mistake of the calling program: mend the argument that `parameter` names',
  'not-found': 'ask for what is there; `near` has the nearest names',
  conflict: 'read again; a new id, or try again',
  exists: 'open it instead',
  'too-large': 'smaller batches',
  unavailable: 'remove the cause, then try again; `aftermath` says whether anything was recorded',
  damaged: '`taizhang verify`; restore from a backup or an export',
}

const cell = (text: string): string =>
  text.replaceAll('|', '\\|').replaceAll('<', '&lt;').replaceAll('\n', ' ').replaceAll('{{', '{ {')

function refusals(): string {
  const rows = reasonsIn(join(root, 'packages')).map(
    ({ code, kind, zh, en, fields, package: of }) =>
      `| \`${code}\` | ${kind} | ${cell(en)}<br>${cell(zh)} | ${fields.map((field) => `\`${field}\``).join(', ')} | ${of} |`,
  )
  const kinds = Object.entries(doing).map(([kind, what]) => `| ${kind} | ${what} |`)
  return `# Refusals 拒绝的原因

Made from the code. A refusal is a value with a \`code\` for programs and a \`message\` in Chinese and English; of kind \`refusal\` it is in an \`Outcome\`, of any other in a thrown \`LedgerError\` (\`error.kind\`).

| kind | what to do |
|---|---|
${kinds.join('\n')}

| code | kind | words | fields | package |
|---|---|---|---|---|
${rows.join('\n')}
`
}

rmSync(pages, { recursive: true, force: true })
mkdirSync(join(pages, 'reference'), { recursive: true })
cpSync(join(root, 'docs'), join(pages, 'docs'), { recursive: true })
cpSync(join(root, 'README.md'), join(pages, 'index.md'))
for (const page of ['ARCHITECTURE.md', 'CONTRIBUTING.md']) cpSync(join(root, page), join(pages, page))
for (const folder of packages) writeFileSync(join(pages, 'reference', `${folder}.md`), reference(folder))
writeFileSync(join(pages, 'reference/refusals.md'), refusals())
console.log(`${packages.length} packages, ${reasonsIn(join(root, 'packages')).length} refusals`)
