import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { entriesOf, exportsOf } from '../../scripts/site/exports.ts'

/** A piece of code that a comment or a page shows. */
export interface Example {
  /** Where it stands: `@taizhang/kernel plusDays`, `docs/embedding.md`. */
  readonly of: string
  /** The package whose names it may use without importing them. */
  readonly package: string
  /** The entry, among that package's, whose names come first. */
  readonly entry: string
  readonly code: string
}

/** What the public entries of a package show, the functions and methods among them that show nothing, and what has no comment at all. */
export interface Shown {
  readonly examples: readonly Example[]
  readonly without: readonly string[]
  readonly uncommented: readonly string[]
}

const exampleText = /^@example\s*([\s\S]*?)(?=^@|$(?![\s\S]))/gm

/** Reads every example of a package's public entries, from its sources. */
export function examplesOf(packages: string, folder: string): Shown {
  const examples: Example[] = []
  const without: string[] = []
  const uncommented: string[] = []
  for (const [entry, file] of entriesOf(join(packages, folder), 'taizhang-source')) {
    for (const { name, kind, comment, methods } of exportsOf(file).own) {
      // The schemas that one call makes have their comments inside it.
      if (comment === '' && kind !== 'value') uncommented.push(`${entry} ${name}`)
      const commented = kind === 'class' ? methods.map((one) => ({ ...one, name: `${name}.${one.name}` })) : []
      for (const one of [{ name, comment }, ...commented]) {
        const codes = [...one.comment.matchAll(exampleText)].map(([, code = '']) => code.trim())
        examples.push(...codes.map((code) => ({ of: `${entry} ${one.name}`, package: folder, entry, code })))
        if (codes.length === 0 && (kind === 'function' || kind === 'class')) without.push(`${entry} ${one.name}`)
      }
    }
  }
  return { examples, without, uncommented }
}

/** The TypeScript that a page shows: one program, for what comes later uses what came before. */
export function snippetsIn(root: string): readonly Example[] {
  const pages = globSync(['*.md', 'docs/*.md', 'packages/*/README.md', 'examples/*/README.md'], { cwd: root })
  return pages.toSorted().flatMap((page) => {
    const blocks = readFileSync(join(root, page), 'utf8').matchAll(/^```ts\n([\s\S]*?)^```$/gm)
    const code = [...blocks].map(([, block = '']) => block).join('\n')
    const folder = /^packages\/(\w+)\//.exec(page)?.[1] ?? basename(page, '.md')
    return code === '' ? [] : [{ of: page, package: folder, entry: '', code }]
  })
}
