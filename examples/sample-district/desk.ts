import { plusMonths, type CivilDate, type Draft, type Ledger } from '@taizhang/core'
import { instantOf, workday } from './days.ts'
import { randomOf, type Random } from './random.ts'

/** What happened in one go, on its way into the book: one batch. */
export interface Deed {
  /** When it took effect; deeds are filed in this order. */
  readonly on: CivilDate
  /** Not filed before that day: a document has to arrive first. */
  readonly complete?: CivilDate
  /** Filed out of turn, on that day. */
  readonly filedOn?: CivilDate
  /** Deeds with the same name are one batch in each round: a monthly return. */
  readonly return?: string
  readonly actor: string
  /** A procedure looks at the book as it stands when it is filed. */
  readonly drafts: readonly Draft[] | ((ledger: Ledger) => readonly Draft[])
}

/** Files all deeds, round by round. Throws where the ledger refuses one: the sample's plan is wrong then. */
export async function fileAll(ledger: Ledger, deeds: readonly Deed[], uuidAt: (now: Date) => string): Promise<void> {
  const random = randomOf('desk')
  for (const [day, round] of rounds(deeds)) {
    let seconds = 9 * 60 * 60
    for (const batch of batchesOf(round)) {
      seconds += random.int(20, 110)
      const now = new Date(instantOf(day) + seconds * 1000 - shanghaiOffsetMs + random.int(0, 999))
      const drafts = batch.flatMap((deed) => (typeof deed.drafts === 'function' ? deed.drafts(ledger) : deed.drafts))
      const actor = batch[0]?.actor ?? ''
      const outcome = await ledger.record(drafts, { now, newId: () => uuidAt(now), actor })
      if (!outcome.ok) {
        const [refusal] = outcome.refusals
        throw new Error(`${batch[0]?.on}: ${refusal?.message.en} ${JSON.stringify(drafts[refusal?.draft ?? 0])}`)
      }
    }
  }
}

const shanghaiOffsetMs = 8 * 60 * 60 * 1000

/** Clerks file on the 5th and the 20th what happened before. */
function filingDay({ on, complete = on, filedOn }: Deed): CivilDate {
  if (filedOn !== undefined) return filedOn
  const month = complete.slice(0, 7)
  const next = plusMonths(`${month}-05`, 1)
  return [`${month}-05`, `${month}-20`, next].map(workday).find((day) => day > complete) ?? next
}

function rounds(deeds: readonly Deed[]): readonly (readonly [CivilDate, readonly Deed[]])[] {
  const byDay = Map.groupBy(deeds, filingDay)
  return [...byDay]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([day, round]) => [day, round.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))])
}

/** A return is filed where its last deed stands, so that everything it speaks of is there. */
function batchesOf(round: readonly Deed[]): readonly (readonly Deed[])[] {
  const lastOf = new Map(round.map((deed, at) => [deed.return, at]))
  return round.flatMap((deed, at) => {
    if (deed.return === undefined) return [[deed]]
    return lastOf.get(deed.return) === at ? [round.filter((other) => other.return === deed.return)] : []
  })
}

/** Makes version 7 UUIDs: the instant, then what the random stream says. */
export function uuidsOf(random: Random): (now: Date) => string {
  return (now) => {
    const time = now.getTime().toString(16).padStart(12, '0')
    const variant = (8 + random.int(0, 3)).toString(16)
    return `${time.slice(0, 8)}-${time.slice(8)}-7${random.hex(3)}-${variant}${random.hex(3)}-${random.hex(12)}`
  }
}
