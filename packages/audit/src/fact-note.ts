import { type CivilDate, type Facts, type Row } from '@taizhang/kernel'
import { type AnyRelation } from '@taizhang/kernel/define'
import { type Definitions } from '@taizhang/kernel/internal'

/** A fact as it stands on a day, and the events of its whole episode. */
export interface FactNote {
  readonly relation: string
  readonly key: Readonly<Record<string, string>>
  readonly attributes: Readonly<Record<string, unknown>>
  /** The stretch on which it is so. */
  readonly from: CivilDate
  /** The first day on which it is no longer so; `openEnd` (`9999-12-31`) while none is recorded. */
  readonly to: CivilDate
  readonly openedOn: CivilDate
  /** Positions of events. */
  readonly openedBy: number
  /** Before and after the day, in order. */
  readonly amendedBy: readonly number[]
  readonly closedOn?: CivilDate
  readonly closedBy?: number
}

/** The relation of that name. */
export function relationNamed({ relations }: Definitions, name: string): AnyRelation {
  const found = relations.find((relation) => relation.name === name)
  if (!found) throw new Error(`there is no relation ${name}`)
  return found
}

/** Text that tells facts apart, of whatever relation. */
export function factText({ relation, key }: { readonly relation: string; readonly key: object }): string {
  return JSON.stringify([relation, ...Object.entries(key).toSorted(([a], [b]) => (a < b ? -1 : 1))])
}

/** A fact's rows, one list for each episode. */
export function episodesIn(rows: readonly Row[]): readonly (readonly Row[])[] {
  const episodes: Row[][] = []
  for (const row of rows) {
    const last = episodes.at(-1)
    if (row.previous && last) last.push(row)
    else episodes.push([row])
  }
  return episodes
}

/** What there is to know of the fact that the row is of. */
export function factNote(definitions: Definitions, facts: Facts, row: Row): FactNote {
  const life = facts.life(relationNamed(definitions, row.relation), row.key)
  // A figure may let a row last otherwise; it is the one that begins with the same event on the same day.
  const isSame = ({ openedBy, from }: Row): boolean => openedBy === row.openedBy && from === row.from
  const episode = episodesIn(life).find((rows) => rows.some(isSame)) ?? [row]
  const [first = row, ...amended] = episode
  const last = episode.at(-1) ?? row
  return {
    relation: row.relation,
    key: row.key,
    attributes: row.attributes,
    from: row.from,
    to: row.to,
    openedOn: first.from,
    openedBy: first.openedBy,
    amendedBy: amended.map(({ openedBy }) => openedBy),
    ...(last.closedBy === undefined ? {} : { closedOn: last.to, closedBy: last.closedBy }),
  }
}

/** Positions of all events of a fact's episode. */
export const eventsOfFact = ({ openedBy, amendedBy, closedBy }: FactNote): readonly number[] => [
  openedBy,
  ...amendedBy,
  ...(closedBy === undefined ? [] : [closedBy]),
]
