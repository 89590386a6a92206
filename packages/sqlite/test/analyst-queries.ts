import { readFileSync } from 'node:fs'
import type { SqliteStore } from '../src/index.ts'

/** A query of docs/sql.md: a ```sql fence under the heading or sentence before it. */
export interface AnalystQuery {
  readonly title: string
  readonly sql: string
  readonly parameters: readonly string[]
}

/** The page that analysts read. */
export const page = readFileSync(new URL('../../../docs/sql.md', import.meta.url), 'utf8')

/** Every query of the page, in its order. */
export const queries: readonly AnalystQuery[] = page
  .split('```sql\n')
  .slice(1)
  .map((rest, at) => {
    const sql = rest.slice(0, rest.indexOf('```'))
    const before = page.split('```sql\n')[at] ?? ''
    const title =
      before
        .trimEnd()
        .split('\n')
        .findLast((line) => line.startsWith('#') || line.endsWith('：')) ?? ''
    return { title, sql, parameters: [...new Set([...sql.matchAll(/:([a-z_]+)/g)].map(([, name = '']) => name))] }
  })

/** A query by a part of its title. */
export function query(title: string): AnalystQuery {
  const found = queries.filter((one) => one.title.includes(title))
  const [only] = found
  if (!only || found.length > 1) throw new Error(`${found.length} queries of docs/sql.md are called ${title}`)
  return only
}

/** Runs a query; every parameter that it names must be given. */
export function run(
  store: SqliteStore,
  { sql, parameters, title }: AnalystQuery,
  values: Readonly<Record<string, string | number>>,
): readonly Readonly<Record<string, unknown>>[] {
  const given = parameters.map((name) => {
    const value = values[name]
    if (value === undefined) throw new Error(`${title} needs :${name}`)
    return [name, value] as const
  })
  return store.database.prepare(sql).all(Object.fromEntries(given))
}
