import { aftermaths, type Aftermath } from './aftermath.ts'
import type { Draft } from '../events/recorded-event.ts'

/** A text in the two languages that everything printed for people is written in. */
export interface Words {
  readonly zh: string
  readonly en: string
}

export const isWords = (value: unknown): value is Words =>
  typeof value === 'object' && value !== null && 'zh' in value && 'en' in value

/**
 * Why something was refused: a value, never thrown. `code` is stable and meant for programs, `message` for people; the other
 * members say where it stands (`path`, `line`, `position` …) and what is in the way.
 */
export interface Refusal {
  readonly code: string
  readonly message: Words
  /** Index of the draft, among those given, that the refusal is about. */
  readonly draft?: number
  /** Where in the event: `data.unitIds[2]`. */
  readonly path?: string
  /** Positions of the events in the way; those of the refused batch count on from {@link size}. */
  readonly events?: readonly number[]
  /** The size of the book that positions refer to: from it on they are those of the batch's new drafts. */
  readonly size?: number
  /** Indices, among the drafts given, of those of {@link events} that are of the batch. */
  readonly drafts?: readonly number[]
  readonly [field: string]: unknown
}

/** Refusals told of at once. */
export const refusalsMax = 100

/**
 * Makes a refusal.
 *
 * @example
 * const refusal = refuse('too-late', { zh: '太晚', en: 'it is too late' }, { path: 'data.on' })
 * refusal.code // => 'too-late'
 * refusal.path // => 'data.on'
 */
export const refuse = (code: string, message: Words, fields: Readonly<Record<string, unknown>> = {}): Refusal => ({
  code,
  message,
  ...fields,
})

/** Why a call could not be carried out: the caller's mistake (`usage`), or the state of the store or the book. */
export type FailureKind = 'usage' | 'not-found' | 'conflict' | 'unavailable' | 'exists' | 'too-large' | 'damaged'

/** What a {@link LedgerError} says besides its refusal. */
interface LedgerErrorOptions extends ErrorOptions {
  /** Whether anything was recorded: the message then ends with it. */
  readonly aftermath?: Aftermath
  readonly events?: readonly Draft[]
}

/** Marks errors of this class also for another copy of this package: a domain may bring its own. */
const mark = Symbol.for('@taizhang/kernel LedgerError')

/**
 * Thrown when an operation cannot be carried out. Refused events are {@link Refusal} values instead.
 *
 * @example
 * const error = new LedgerError('not-found', refuse('no-such-desk', { zh: '没有', en: 'there is no such desk' }))
 * error instanceof LedgerError // => true
 * error.message // => 'there is no such desk'
 */
export class LedgerError extends Error {
  static override [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === 'object' && value !== null && mark in value
  }

  override readonly name = 'LedgerError'
  readonly kind: FailureKind
  readonly refusal: Refusal
  /** What went wrong, without what became of the events. */
  readonly because: Words
  readonly aftermath: Aftermath
  /**
   * Where `aftermath` is `unknown`: the events of the batch as drafts, with the ids and the actor that they were sent with. To record these
   * again is safe, with `ownActors` where somebody else does it. To record the caller's own drafts again is not, where they have no ids.
   */
  readonly events: readonly Draft[]

  constructor(
    kind: FailureKind,
    refusal: Refusal,
    { aftermath = 'none', events = [], ...options }: LedgerErrorOptions = {},
  ) {
    const [because, after] = [refusal.message, aftermaths[aftermath]]
    super(because.en + after.en, options)
    this.kind = kind
    this.because = because
    this.refusal = { ...refusal, message: { zh: because.zh + after.zh, en: because.en + after.en } }
    this.aftermath = aftermath
    this.events = events
  }

  get [mark](): true {
    return true
  }
}

/**
 * Whether a value is a {@link LedgerError}, also one made by another copy of this package. It does the same as `instanceof`.
 *
 * @example
 * try {
 *   ledger.asOf('2020-02-30')
 * } catch (error) {
 *   if (!isLedgerError(error)) throw error
 *   error.kind // => 'usage'
 *   error.refusal.code // => 'bad-day'
 * }
 */
export const isLedgerError = (value: unknown): value is LedgerError => value instanceof LedgerError

/**
 * Throws a {@link LedgerError}; `never` returns.
 *
 * @example
 * const desk = (name: string) =>
 *   name === 'front' || fail('not-found', 'no-such-desk', { zh: '没有', en: 'there is no such desk' }, { name })
 * desk('front') // => true
 */
export function fail(
  kind: FailureKind,
  code: string,
  message: Words,
  fields: Readonly<Record<string, unknown>> = {},
): never {
  throw new LedgerError(kind, refuse(code, message, fields))
}

/** `data.unitIds[2]`, as people write it. */
export const pathText = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (text, step) =>
      typeof step === 'number' ? `${text}[${step}]` : text === '' ? String(step) : `${text}.${String(step)}`,
    '',
  )
