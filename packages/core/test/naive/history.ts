import { knownEvents, liveness } from './known.ts'
import { field, objects, texts, type PlainEvent } from './plain-event.ts'

export interface HistoryEntry {
  readonly position: number
  /** The id of the event that withdrew or corrected it. */
  readonly withdrawnBy?: string
}

/** The members of data that hold an id although their names do not end in `Id`. */
const MORE_IDS = ['into', 'target', 'subject']

/** The members that name an event and a figure: neither has a history. Nor have a book and the scope of a reported figure. */
const NO_SUBJECTS = ['eventId', 'figureId']

/** Every known event whose data names the id as an id, in book order. */
export function subjectHistory(events: readonly PlainEvent[], id: string, knownAt: number): HistoryEntry[] {
  const known = knownEvents(events, knownAt)
  const { withdrawnBy } = liveness(known)
  return known
    .filter(({ data }) => idsIn(data).includes(id))
    .map(({ position, id: eventId }) => {
      const by = withdrawnBy.get(eventId)
      return by === undefined ? { position } : { position, withdrawnBy: by }
    })
}

function idsIn(data: object): readonly unknown[] {
  const single = Object.keys(data).filter(
    (name) => (name.endsWith('Id') && !NO_SUBJECTS.includes(name)) || MORE_IDS.includes(name),
  )
  return [
    ...single.map((name) => field(data, name)),
    ...texts(data, 'unitIds'),
    ...texts(data, 'introducers'),
    ...objects(data, 'elected').map((holder) => field(holder, 'personId')),
  ]
}
