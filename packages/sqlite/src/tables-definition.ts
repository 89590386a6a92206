import type { Domain } from '@taizhang/kernel/define'
import { keptFigures, scopeRelations, type Counting } from '@taizhang/kernel/internal'
import { figureDeltaDdl, figureSumDdl } from './figure-deltas.ts'
import { fingerprintOf } from './fingerprint.ts'
import { tableDdl } from './relation-tables.ts'
import { quoted, relationTable, type RelationTable } from '@taizhang/kernel/internal'

const liveEvent = (name: string): string => `CREATE TABLE ${quoted(name)} (
  book TEXT NOT NULL,
  type TEXT NOT NULL,
  effective_on TEXT NOT NULL,
  effective_order INTEGER NOT NULL,
  position INTEGER NOT NULL,
  data TEXT NOT NULL CHECK (json_valid(data)),
  recorded_from INTEGER NOT NULL,
  recorded_to INTEGER NOT NULL,
  PRIMARY KEY (book, type, effective_on, effective_order, position)
) STRICT, WITHOUT ROWID;
`

/**
 * What was recorded together: where the tables of a book stand that are not said to stand elsewhere. And how many rows that made in the tables
 * that coverage is read from, so that rows added or taken away since show:
 * in `figure_delta` (`delta_rows`) and for each block summed up in `figure_sum` (`sum_rows`: `[[from_size, to_size, rows]]`); and how many
 * rows of scopes there are since the book's beginning (`scope_rows`).
 */
const batch = (name: string): string => `CREATE TABLE ${quoted(name)} (
  book TEXT NOT NULL,
  size INTEGER NOT NULL,
  recorded_at TEXT NOT NULL,
  delta_rows INTEGER NOT NULL,
  sum_rows TEXT CHECK (json_valid(sum_rows)),
  scope_rows INTEGER NOT NULL,
  PRIMARY KEY (book, size)
) STRICT, WITHOUT ROWID;
`

/** Tables that stand or fall together: mostly one. */
export interface TableUnit {
  /** The name of its first table, under which the list has it. */
  readonly name: string
  /** The tables, with the statements that make them. */
  readonly tables: readonly (readonly [name: string, ddl: string])[]
  /** Tables that were made otherwise have another one. */
  readonly fingerprint: string
  /** Those under which its rows are what the events give. */
  readonly versions: string
}

/** How this program's tables are made. */
export interface TablesDefinition {
  readonly tables: readonly RelationTable[]
  /** The relations whose facts are scopes, by name. */
  readonly scopes: ReadonlySet<string>
  readonly counting: Counting
  readonly units: readonly TableUnit[]
}

/** The unit of the batches, by which it is told how far the others are, and that of the figures, whose rows the batches count. */
export const [batchUnit, figuresUnit, eventsUnit] = ['batch', 'figure_delta', 'live_event']

/** The columns of the batches that count rows of figures. */
export const figureCounts: readonly string[] = ['delta_rows', 'sum_rows', 'scope_rows']

export function tablesDefinition({ relations, figures, version }: Domain): TablesDefinition {
  const tables = relations.map(relationTable)
  const counting = keptFigures(figures.values())
  const scopes = new Set(scopeRelations(figures.values()).map(({ name }) => name))
  const unit = (names: TableUnit['tables'], counted = '', versions = version): TableUnit => ({
    name: names[0]?.[0] ?? '',
    tables: names,
    fingerprint: fingerprintOf([counted, ...names.map(([, ddl]) => ddl)].join('\n')),
    versions,
  })
  const counted = JSON.stringify([counting.figures, [...scopes]])
  const units = [
    // Whatever the domain is, batches are the same.
    unit([made(batchUnit, batch)], '', ''),
    unit([made(eventsUnit, liveEvent)]),
    unit([made(figuresUnit, figureDeltaDdl), made('figure_sum', figureSumDdl)], counted),
    ...tables.map((table) => unit([[table.name, tableDdl(table, table.name)]])),
  ]
  return { tables, scopes, counting, units }
}

const made = (name: string, ddl: (name: string) => string): readonly [string, string] => [name, ddl(name)]

/**
 * How programs up to schema 5 told the tables of a domain apart, by one text for all of them; and the names of those tables. A domain knows
 * those of the domains that it extends, too.
 */
export const earlierDefinitions = (
  domain: Domain,
): readonly { readonly text: string; readonly tables: readonly string[] }[] => [
  earlierDefinition(domain),
  ...domain.parts.map((_, at) => {
    const parts = domain.parts.slice(0, at + 1)
    return earlierDefinition({
      version: parts.map(({ name, version }) => `${name}@${version}`).join(' '),
      relations: parts.flatMap(({ relations = [] }) => relations),
      figures: new Map(parts.flatMap(({ figures = [] }) => figures).map((figure) => [figure.id, figure])),
    })
  }),
]

function earlierDefinition({ version, relations, figures }: Pick<Domain, 'version' | 'relations' | 'figures'>): {
  readonly text: string
  readonly tables: readonly string[]
} {
  const own = [
    made(eventsUnit, liveEvent),
    made(batchUnit, batch),
    made(figuresUnit, figureDeltaDdl),
    made('figure_sum', figureSumDdl),
  ]
  const all = [
    ...own,
    ...relations.map(relationTable).map((table) => [table.name, tableDdl(table, table.name)] as const),
  ]
  const counted = [version, ...keptFigures(figures.values()).figures].join(' ')
  return { text: `${counted}\n${all.map(([, ddl]) => ddl).join('')}`, tables: all.map(([name]) => name) }
}
