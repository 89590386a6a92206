import type { RecordedEvent } from './recorded-event.ts'

/**
 * What stands around an event's own part in its canonical text: a book knows it anyway, and more than half of the text is this. The own part
 * is the inside of the data, the day, the evidence and the id.
 */
export interface EventFrame {
  readonly actor: string
  readonly count: number
  readonly index: number
  readonly book: string
  readonly position: number
  readonly recordedAt: string
  readonly type: string
  readonly version: number
}

/** A frame, and where in the text the own part begins and ends. */
export interface FoundFrame extends EventFrame {
  readonly from: number
  readonly to: number
}

/** The text of an event, of its frame and its own part. */
export function framedText(frame: EventFrame, own: string): string {
  const { actor, count, index, book, position, recordedAt, type, version } = frame
  const head = `${beforeActor}${actor}${beforeCount}${count}${beforeIndex}${index}${beforeBook}${book}${beforeData}`
  return `${head}${own}${beforePosition}${position}${beforeInstant}${recordedAt}"${kindText({ type, version })}`
}

/** The event of a frame and an own part, which alone is parsed. */
export function framedEvent(frame: EventFrame, own: string): RecordedEvent {
  const { actor, count, index, book, position, recordedAt, type, version } = frame
  const { data, effectiveOn, evidence, id } = JSON.parse(`{"data":{${own}}`) as RecordedEvent
  const batch = { count, index }
  return evidence === undefined
    ? { actor, batch, book, data, effectiveOn, id, position, recordedAt, type, version }
    : { actor, batch, book, data, effectiveOn, evidence, id, position, recordedAt, type, version }
}

const [beforeActor, beforeCount, beforeIndex] = ['{"actor":"', '","batch":{"count":', ',"index":']
const [beforeBook, beforeData] = ['},"book":"', '","data":{']
const [beforePosition, beforeInstant, beforeType] = [',"position":', ',"recordedAt":"', ',"type":"']

interface Kind {
  readonly type: string
  readonly version: number
}

const kindText = ({ type, version }: Kind): string => `${beforeType}${type}","version":${version}}`
const kindPattern = /^,"type":"([^"\\]+)","version":([1-9]\d{0,8})\}$/
/** Longer than any type's; one that is longer has no frame. */
const kindLengthMax = 96
const instantLength = '2021-06-30T04:00:00.000Z'.length

/** Reads the frames of a book's texts. Most have what the one before had: that is only compared. */
export class FrameReader {
  readonly #book: string
  readonly #afterIndex: string
  #actor = ''
  #recordedAt = ''
  readonly #kinds = new Map<string, Kind>()

  constructor(book: string) {
    this.#book = book
    this.#afterIndex = `${beforeBook}${book}${beforeData}`
  }

  /**
   * The frame of a text: {@link framedText} of it and of what lies between gives the very same text. `undefined` where the text has none, as
   * that of an event with a reason or a cause.
   */
  find(text: string): FoundFrame | undefined {
    const actorEnd = text.indexOf(beforeCount, beforeActor.length)
    const kindAt = text.indexOf(beforeType, text.length - kindLengthMax)
    if (!text.startsWith(beforeActor) || actorEnd < 0 || kindAt < 0) return undefined
    const actor = this.#actorIn(text.slice(beforeActor.length, actorEnd))
    const kind = this.#kindIn(text.slice(kindAt))
    const instantAt = kindAt - 1 - instantLength
    const recordedAt = this.#instantIn(text, instantAt, kindAt)
    if (actor === undefined || kind === undefined || recordedAt === undefined) return undefined

    const countAt = actorEnd + beforeCount.length
    const indexAt = afterDigits(text, countAt) + beforeIndex.length
    const from = afterDigits(text, indexAt) + this.#afterIndex.length
    const positionEnd = instantAt - beforeInstant.length
    const positionAt = beforeDigits(text, positionEnd)
    const to = positionAt - beforePosition.length
    const whole =
      text.startsWith(beforeIndex, indexAt - beforeIndex.length) &&
      text.startsWith(this.#afterIndex, from - this.#afterIndex.length) &&
      text.startsWith(beforePosition, to)
    const count = numberIn(text, countAt, indexAt - beforeIndex.length)
    const index = numberIn(text, indexAt, from - this.#afterIndex.length)
    const position = numberIn(text, positionAt, positionEnd)
    if (!whole || Number.isNaN(count + index + position) || from > to) return undefined
    const { type, version } = kind
    return { actor, count, index, book: this.#book, position, recordedAt, type, version, from, to }
  }

  #actorIn(found: string): string | undefined {
    if (found === this.#actor) return this.#actor
    if (/["\\]/.test(found)) return undefined
    return (this.#actor = found)
  }

  #kindIn(text: string): Kind | undefined {
    const known = this.#kinds.get(text)
    if (known) return known
    const [, type, version] = kindPattern.exec(text) ?? []
    if (type === undefined) return undefined
    const kind = { type, version: Number(version) }
    this.#kinds.set(text, kind)
    return kind
  }

  #instantIn(text: string, at: number, kindAt: number): string | undefined {
    if (text.startsWith(this.#recordedAt, at) && this.#recordedAt !== '') return this.#recordedAt
    const found = text.slice(at, kindAt - 1)
    const is = text.startsWith(beforeInstant, at - beforeInstant.length) && text[kindAt - 1] === '"'
    if (!is || /["\\]/.test(found)) return undefined
    return (this.#recordedAt = found)
  }
}

const [zero, nine] = [48, 57]
const digitsMax = 9
const isDigit = (code: number): boolean => code >= zero && code <= nine

function afterDigits(text: string, from: number): number {
  let at = from
  while (isDigit(text.charCodeAt(at))) at++
  return at
}

function beforeDigits(text: string, to: number): number {
  let at = to
  while (isDigit(text.charCodeAt(at - 1))) at--
  return at
}

/** A whole number as it is written canonically; `NaN` where there is none. */
function numberIn(text: string, from: number, to: number): number {
  if (from >= to || to - from > digitsMax || (to - from > 1 && text.charCodeAt(from) === zero)) return Number.NaN
  let value = 0
  for (let at = from; at < to; at++) value = value * 10 + text.charCodeAt(at) - zero
  return value
}
