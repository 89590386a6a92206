/**
 * Writes the pages of the site that are made from the code: the API reference from the packages' declarations, and the list of refusals
 * from their sources; and brings the other pages beside them. Needs a build.
 */
import { copyFileSync, existsSync, globSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, extname, join, relative, resolve } from 'node:path'
import { entriesOf, exportsOf, type Exported } from './exports.ts'
import { words } from './all-refusal-words.ts'
import { reasonsIn } from './refusals.ts'

const root = join(import.meta.dirname, '../..')
const pages = join(root, 'site/pages')
const packages = [
  'kernel',
  'core',
  'sqlite',
  'postgres',
  'eventstoredb',
  'audit',
  'report',
  'explorer',
  'tabular',
  'testkit',
]
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

const plain = (text: string): string => text.replaceAll('<', '&lt;').replaceAll('\n', ' ').replaceAll('{{', '{ {')

function refusals(): string {
  const reasons = reasonsIn(join(root, 'packages'))
  const sections = Object.entries(words).map(([name, said]) => {
    const parts = reasons.flatMap(({ code, kinds: of, zh, en, fields }) => {
      const one = said[code]
      if (!one) return []
      const members = [...new Set([...fields, ...(one.fields ?? [])])].map((field) => `\`${field}\``).join(', ')
      const lines = [
        plain(one.when),
        `**What to do**: ${plain(one.whatToDo)}`,
        `**Kind**: ${of.filter(Boolean).join(', ')}${members === '' ? '' : `. **Fields**: ${members}`}`,
        ...[en, zh].filter((text) => text !== '').map((text) => `> ${plain(text)}`),
      ]
      return [`### ${code}\n\n${lines.join('\n\n')}\n`]
    })
    return `## @taizhang/${name}\n\n${parts.join('\n')}`
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

const written = new Set<string>()

/** The sources that pages link to are pages, too: a file as its code, a folder as its readme or the one program in it. */
function writePage(path: string): void {
  const place = join(pages, path === 'README.md' ? 'index.md' : path.endsWith('.md') ? path : `${path}.md`)
  if (written.has(path)) return
  written.add(path)
  mkdirSync(dirname(place), { recursive: true })
  const text = readFileSync(join(root, path), 'utf8')
  const code = `# ${path}\n\n\`\`\`${extname(path).slice(1)}\n${text}\`\`\`\n`
  writeFileSync(place, path.endsWith('.md') ? withLinks(path, text) : code)
}

const withLinks = (path: string, text: string): string =>
  text.replaceAll(/\]\(((?!https?:|#)[^)#\s]+)(#[^)]*)?\)/g, (_, link: string, hash = '') => {
    const linked = linkedFile(relative(root, resolve(root, dirname(path), link)))
    if (linked === undefined) throw new Error(`${path} links to ${link}, which is not there`)
    if (extname(linked) === '.png') return takePicture(linked)
    writePage(linked)
    const page = linked === 'README.md' ? '' : linked.endsWith('.md') ? linked.slice(0, -3) : `${linked}.html`
    return `](/${page}${hash})`
  })

/** Pictures lie where the pages have them. */
function takePicture(path: string): string {
  mkdirSync(dirname(join(pages, path)), { recursive: true })
  copyFileSync(join(root, path), join(pages, path))
  return `](/${path})`
}

function linkedFile(path: string): string | undefined {
  if (!existsSync(join(root, path))) return undefined
  if (statSync(join(root, path)).isFile()) return path
  return [...globSync(`${path}/README.md`, { cwd: root }), ...globSync(`${path}/*.ts`, { cwd: root })][0]
}

rmSync(pages, { recursive: true, force: true })
mkdirSync(join(pages, 'reference'), { recursive: true })
const own = ['README.md', 'README.zh.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md']
for (const page of [...own, ...globSync('docs/*.md', { cwd: root })]) writePage(page)
for (const folder of packages) writeFileSync(join(pages, 'reference', `${folder}.md`), reference(folder))
writeFileSync(join(pages, 'reference/refusals.md'), refusals())
console.log(`${packages.length} packages, ${reasonsIn(join(root, 'packages')).length} refusals`)
