import type { AnyRelation } from '@taizhang/kernel/define'
import type { BookEvent } from '@taizhang/kernel'
import type { Definitions } from '@taizhang/kernel/internal'
import { factText } from './fact-note.ts'

/** A fact that an event changes. */
export interface Changed {
  readonly relation: AnyRelation
  /** Its key, and the values that the event gives it. */
  readonly columns: Readonly<Record<string, unknown>>
  readonly fact: string
}

/** The facts that an event changes. */
export const changedBy = ({ events, rules }: Definitions, event: BookEvent): readonly Changed[] =>
  (events.get(event.type)?.changes(event.data, event, rules) ?? [])
    .filter(({ verb }) => verb !== 'mustHold')
    .map(({ relation, key, values }) => ({
      relation,
      columns: { ...values, ...key },
      fact: factText({ relation: relation.name, key }),
    }))

/** What a changed fact lies within and what it refers to. */
export const surroundingsOf = ({ relation, columns }: Changed): readonly Omit<Changed, 'fact'>[] => [
  ...relation.within.map((parent: AnyRelation) => ({ relation: parent, columns })),
  ...relation.refersTo.map(({ attribute, relation: target }) => ({
    relation: target,
    columns: { [String(target.key[0])]: columns[attribute] },
  })),
]
