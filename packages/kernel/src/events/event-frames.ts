/** What stands around an event's own part in its canonical text: the inside of the data, the day, the evidence and the id. */
export interface EventFrame {
  readonly actor: string
  readonly count: number
  readonly index: number
  readonly position: number
  readonly recordedAt: string
  /** How the text ends: {@link kindText}. */
  readonly kind: string
}

export const kindText = (type: string, version: number): string =>
  `,"type":${JSON.stringify(type)},"version":${version}}`

/**
 * Takes apart the texts of a book's events, and puts them together again: a book knows the frames anyway, and they are more than half of the
 * texts. Most frames have much of the one before.
 */
export class EventFrames {
  readonly #afterIndex: string
  #start = { actor: '', count: 0, text: '' }
  #instant = { recordedAt: '', text: '' }

  constructor(book: string) {
    this.#afterIndex = `},"book":${JSON.stringify(book)},"data":{`
  }

  /** The own part of a text that lies in the frame; `undefined` where it does not, as that of an event with a reason or a cause. */
  ownPart(text: string, frame: EventFrame): string | undefined {
    const [head, tail] = [this.#headOf(frame), this.#tailOf(frame)]
    const own = text.slice(head.length, text.length - tail.length)
    // Comparing the whole is faster than asking for how it begins and ends.
    return head + own + tail === text ? own : undefined
  }

  /** The text of a frame and an own part. */
  text(frame: EventFrame, own: string): string {
    return this.#headOf(frame) + own + this.#tailOf(frame)
  }

  #headOf({ actor, count, index }: EventFrame): string {
    return this.#startOf(actor, count) + String(index) + this.#afterIndex
  }

  #tailOf({ position, recordedAt, kind }: EventFrame): string {
    return `,"position":${position}${this.#instantOf(recordedAt)}${kind}`
  }

  #startOf(actor: string, count: number): string {
    if (this.#start.actor !== actor || this.#start.count !== count)
      this.#start = { actor, count, text: `{"actor":${JSON.stringify(actor)},"batch":{"count":${count},"index":` }
    return this.#start.text
  }

  #instantOf(recordedAt: string): string {
    if (this.#instant.recordedAt !== recordedAt)
      this.#instant = { recordedAt, text: `,"recordedAt":${JSON.stringify(recordedAt)}` }
    return this.#instant.text
  }
}
