/**
 * Writes the pages of the site that are made from the code: the API reference from the packages' declarations, and the list of refusals
 * from their sources; and brings the other pages beside them. Needs a build.
 */
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { entriesOf, exportsOf, type Exported } from './exports.ts'
import { words } from './all-refusal-words.ts'
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
  const intro =
    "This page is made from the source. Signatures are the package's own declarations. `npm test` compiles and runs every example; what stands after `// =>` is what an expression comes to."
  return `# @taizhang/${folder}\n\n${intro}\n${begins(folder)}\n${parts.join('\n')}`
}

/** What the examples of a package begin with, where they use more than they say. */
function begins(folder: string): string {
  const file = join(root, 'examples/reference/given', `${folder}.ts`)
  if (!existsSync(file)) return ''
  return `\nExamples use names that are defined here:\n\n::: details What the examples begin with\n\`\`\`ts\n${readFileSync(file, 'utf8')}\`\`\`\n:::\n`
}

/** What each kind of refusal is. */
const kinds: Readonly<Record<string, string>> = {
  refusal:
    'a value: in `Outcome.refusals`, in `Restored.refusals`, or among the findings of `verify`. Nothing is thrown.',
  usage: 'a mistake of the calling program: correct the argument that `parameter` names.',
  'not-found': 'what was named is not there; `near` has the nearest names.',
  conflict: 'someone else was first: read again, then decide.',
  exists: 'it is there already: open it.',
  'too-large': 'more than can be taken at once.',
  unavailable: 'the store cannot be used now; `aftermath` says whether anything was recorded.',
  damaged: 'what the store holds does not hold: run `taizhang verify`, restore from a backup or an export.',
}

const cell = (text: string): string =>
  text.replaceAll('|', '\\|').replaceAll('<', '&lt;').replaceAll('\n', ' ').replaceAll('{{', '{ {')

function refusals(): string {
  const reasons = reasonsIn(join(root, 'packages'))
  const sections = Object.entries(words).map(([name, said]) => {
    const rows = reasons.flatMap(({ code, kinds: of, zh, en, fields }) => {
      const one = said[code]
      if (!one) return []
      const members = [...new Set([...fields, ...(one.fields ?? [])])].map((field) => `\`${field}\``).join(', ')
      const message = [en, zh]
        .filter((text) => text !== '')
        .map(cell)
        .join('<br>')
      return [
        `| \`${code}\` | ${cell(one.when)} | ${cell(one.whatToDo)} | ${of.filter(Boolean).join(', ')} | ${members} | ${message} |`,
      ]
    })
    return `## @taizhang/${name}\n\n| code | when | what to do | kind | fields | message |\n|---|---|---|---|---|---|\n${rows.join('\n')}\n`
  })
  return `# Refusals

This list is made from the code. Every refusal has a \`code\` for programs and a \`message\` in Chinese and English for people; \`…\` stands for what is filled in. The other fields say what it
is about. The kind of a thrown \`LedgerError\` is \`error.kind\`, its refusal \`error.refusal\`. The command ends with an exit code instead, see [the command line](/docs/command-line.md).

| kind | what it is |
|---|---|
${Object.entries(kinds)
  .map(([kind, what]) => `| ${kind} | ${what} |`)
  .join('\n')}

${sections.join('\n')}`
}

rmSync(pages, { recursive: true, force: true })
mkdirSync(join(pages, 'reference'), { recursive: true })
cpSync(join(root, 'docs'), join(pages, 'docs'), { recursive: true })
cpSync(join(root, 'README.md'), join(pages, 'index.md'))
for (const page of ['README.zh.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md']) cpSync(join(root, page), join(pages, page))
for (const folder of packages) writeFileSync(join(pages, 'reference', `${folder}.md`), reference(folder))
writeFileSync(join(pages, 'reference/refusals.md'), refusals())
console.log(`${packages.length} packages, ${reasonsIn(join(root, 'packages')).length} refusals`)
