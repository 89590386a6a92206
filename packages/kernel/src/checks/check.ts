import type * as z from 'zod'
import type { CivilDate } from '../time/civil-date.ts'
import type { Facts } from '../facts/facts.ts'
import type { Words } from '../errors/refusal.ts'
import type { Row } from '../facts/row.ts'
import type { Days, Lists } from '../facts/stretches.ts'
import type { Severity } from './severity.ts'

/** Who or what is judged, and the days on which it is. */
export interface Subject extends Days {
  /** The id that a finding names. */
  readonly id: string
  /** The fact that is judged, where it is one. */
  readonly row?: Row
}

/** What a check found wrong with one subject on one day. */
export interface Found {
  /** What is wrong, in a sentence. */
  readonly message: Words
  /** What it is about, where one finding may follow upon another without a break: then the two are not one. */
  readonly about?: string
  /** Where this is less grave than the rule's severity, which is the most that a finding of it has. */
  readonly severity?: Severity
  /** The facts behind it, besides the subject's own. */
  readonly rows?: readonly Row[]
  /** Positions of events behind it that these facts do not name. */
  readonly events?: readonly number[]
}

/**
 * One way in which a check looks at the facts: written for one subject on one day. The engine asks it again on each day on which
 * something it looks at changes, and on no other. So whatever else it reads from `facts` must change on none but those days.
 */
export interface Look<P, S extends Subject = Subject, N extends Lists = Lists, B extends Lists = Lists> {
  readonly subjects: (facts: Facts) => Iterable<S>
  /** How to find the rows that matter on the days they hold. */
  readonly near?: { readonly [K in keyof N]: (facts: Facts, subject: S) => N[K] }
  /** How to find the rows that matter from their first day on: reminders, reviews. */
  readonly past?: { readonly [K in keyof B]: (facts: Facts, subject: S) => B[K] }
  /** Days on which time alone, or an event without a fact, changes the answer. */
  readonly turns?: (subject: S, parameters: P, facts: Facts) => Iterable<CivilDate | undefined>
  /**
   * For an act: its day. The text in force on it decides for as long as what the act made holds (a term begun under the earlier
   * rules runs to its end). Without it the text of each day decides.
   */
  readonly judgedOn?: (subject: S, facts: Facts) => CivilDate
  readonly holds: (
    onDay: N & B & { readonly subject: S; readonly on: CivilDate; readonly facts: Facts },
    parameters: P,
  ) => Found | undefined
}

/** A text of the default rulebook: a check with its numbers, and the days on which it is in force. */
export interface DefaultText<P, I extends string = string> {
  readonly id: I
  readonly title: Words
  readonly severity: Severity
  /** Where the rule stands. It says no more than is known. */
  readonly citation: Words
  readonly parameters: P
  /** A local rule: not in force until a book adopts it, with numbers of its own. */
  readonly onOffer?: true
  readonly from?: CivilDate
  /** The first day on which it is no longer in force. */
  readonly until?: CivilDate
}

/** What can be judged, with numbers left open; rules of the default rulebook and of books fill them in. */
export interface Check<P = unknown, I extends string = string> {
  /** The id of the first rule on it; `RuleAdopted` names it so. */
  readonly id: string
  /** The numbers. */
  readonly parameters: z.ZodType<P>
  /** What a rule on it says, with its numbers. */
  readonly says: (parameters: P) => Words
  /** What to do about a finding. */
  readonly next: Words
  readonly looks: readonly Look<P>[]
  /** The texts of the default rulebook on this check. */
  readonly texts: readonly DefaultText<P, I>[]
}

/** Writes a look; its type parameters are found from what is written. */
export type LookMaker<P> = <
  S extends Subject,
  N extends Lists = Record<never, never>,
  B extends Lists = Record<never, never>,
>(
  look: Look<P, S, N, B>,
) => Look<P>

/**
 * Defines a check with the rules of the default rulebook on it.
 *
 *
 * @example
 * const machines = each(machine)
 * const unplaced = defineCheck({
 *   id: 'MACHINE-UNPLACED',
 *   parameters: z.strictObject({}),
 *   says: () => ({ zh: '设备应有存放处', en: 'A machine stands in a room.' }),
 *   next: { zh: '记录存放处', en: 'Record where it stands.' },
 *   looks: (look) => [
 *     look({
 *       subjects: machines,
 *       near: { places: (facts, { id }) => facts.where(placement, 'machineId', id) },
 *       holds: ({ places }) =>
 *         places.length > 0 ? undefined : { message: { zh: '无存放处', en: 'It stands nowhere.' } },
 *     }),
 *   ],
 *   texts: [],
 * })
 * unplaced.looks.length // => 1
 */
export function defineCheck<P, const I extends string>({
  looks,
  ...definition
}: CheckDefinition<P, I>): Check<unknown, I> {
  // Inside the engine a look's own types do not matter: it only hands subjects, rows and parameters back to where they came from.
  const maker = ((look: object) => look) as unknown as LookMaker<P>
  return { ...definition, looks: looks(maker) } as unknown as Check<unknown, I>
}

/** What a check is defined by: as {@link Check}, with its looks written by a function that knows the parameters. */
export interface CheckDefinition<P, I extends string = string> {
  readonly id: string
  readonly parameters: z.ZodType<P>
  readonly says: (parameters: NoInfer<P>) => Words
  readonly next: Words
  readonly looks: (look: LookMaker<NoInfer<P>>) => readonly Look<NoInfer<P>>[]
  readonly texts: readonly DefaultText<NoInfer<P>, I>[]
}
