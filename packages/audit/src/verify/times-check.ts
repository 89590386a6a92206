import { refuse, type Instant, type Refusal, type Words } from '@taizhang/kernel'
import type { CheckResult } from '@taizhang/kernel/store'
import { signersOf, type SealedNote } from '../notes/checkpoint.ts'
import { keyWords } from '../notes/keys.ts'
import { keysAt, type Trust } from '../notes/policy.ts'

const dayMs = 86_400_000
/** Between two batches of a book that is kept there is seldom as much as a year. */
const leapMs = 366 * dayMs
/** What is told by its place, besides how many there are. */
const toldMax = 5

/** When an event says that it was recorded. */
interface Timed {
  readonly position: number
  readonly recordedAt: Instant
}

/** From one batch to the next much time has passed: nobody recorded, or the clock went wrong. */
interface Leap {
  readonly position: number
  readonly from: Instant
  readonly to: Instant
}

/**
 * What a book says of the times at which it was recorded, while it is read. A witness says when it saw a checkpoint: what was recorded behind that cannot
 * be older, unless the witness signed a checkpoint that the book had left behind already, or a clock was wrong.
 */
export class Times {
  readonly #sealed: number
  readonly #witness: ReturnType<typeof lastSeen>
  #last: Timed | undefined
  #first: Timed | undefined
  #count = 0
  readonly #leaps: Leap[] = []

  constructor(since: SealedNote | undefined, keys: Trust, stampedAt?: Date) {
    this.#sealed = since?.size ?? Infinity
    this.#witness = since && lastSeen(since, keys, stampedAt)
  }

  take(one: Timed): void {
    const last = this.#last
    // Events of a batch have one time: that of most needs no reading.
    if (last && one.recordedAt !== last.recordedAt && Date.parse(one.recordedAt) - Date.parse(last.recordedAt) > leapMs)
      this.#leaps.push({ position: one.position, from: last.recordedAt, to: one.recordedAt })
    this.#last = one
    if (one.position < this.#sealed || !this.#witness || one.recordedAt >= this.#witness.at) return
    this.#first ??= one
    this.#count++
  }

  /** @param delayDays how much later than the book went on a witness may have signed */
  check(delayDays: number): CheckResult {
    const backdated = this.#backdated()
    const late = backdated && backdated.ms >= delayDays * dayMs
    const notes = [this.#cosigned(backdated?.words), this.#leapt()]
    return {
      check: 'times',
      title: { zh: '录入时间', en: 'times' },
      state: late ? 'failed' : 'held',
      note: { zh: notes.map(({ zh }) => zh).join('；'), en: notes.map(({ en }) => en).join('; ') },
      findings: late ? [backdated.finding] : [],
    }
  }

  #backdated(): { readonly ms: number; readonly words: Words; readonly finding: Refusal } | undefined {
    const [first, witness, count] = [this.#first, this.#witness, this.#count]
    if (!first || !witness) return undefined
    const ms = Date.parse(witness.at) - Date.parse(first.recordedAt)
    const by = lengthWords(ms)
    const { who } = witness
    const words = {
      zh: `封存之后的 ${count} 条，自第 ${first.position} 条起，写的录入时间早于${who.zh}的时间，最多早 ${by.zh}`,
      en: `${count} events behind the checkpoint, from ${first.position} on, say that they were recorded before ${who.en} it, by up to ${by.en}`,
    }
    const finding = refuse(
      'recorded-before-cosigned',
      {
        zh: `${words.zh}：见证人签的是台账当时已有后续的检查点，或时钟不准，或录入时间被提前`,
        en: `${words.en}: the witness signed a checkpoint that the book had left behind, or a clock was wrong, or they are backdated`,
      },
      { position: first.position, count, recordedAt: first.recordedAt, cosignedAt: witness.at, byMs: ms },
    )
    return { ms, words, finding }
  }

  #cosigned(backdated: Words | undefined): Words {
    if (backdated) return backdated
    if (!this.#witness) return { zh: '没有会签或时间戳可比', en: 'no cosignature or time stamp to compare with' }
    return {
      zh: '封存之后的记录都不早于会签的时间',
      en: 'nothing behind the checkpoint says that it was recorded before it was cosigned',
    }
  }

  #leapt(): Words {
    const leaps = this.#leaps
    if (leaps.length === 0) return { zh: '时间没有跳过一年以上', en: 'no leap of more than a year' }
    const told = leaps.slice(0, toldMax)
    const more = leaps.length > toldMax
    return {
      zh: `时间跳过一年以上 ${leaps.length} 处，请核对录入的电脑的时钟：${told.map(({ position, from, to }) => `第 ${position} 条 ${from} → ${to}`).join('，')}${more ? '…' : ''}`,
      en: `leaps of more than a year: ${leaps.length}; was the recording clock right? ${told.map(({ position, from, to }) => `event ${position}: ${from} to ${to}`).join(', ')}${more ? '…' : ''}`,
    }
  }
}

const cosigner = ({ zh, en }: Words): Words => ({ zh: `${zh}会签`, en: `${en} cosigned` })
const stamper: Words = { zh: '机构盖时间戳', en: 'the authority stamped' }

/** Who says that it saw the checkpoint last: a witness, or an authority that stamped it with the time. */
function lastSeen(
  since: SealedNote,
  keys: Trust,
  stampedAt: Date | undefined,
): { readonly who: Words; readonly at: Instant } | undefined {
  const seen = signersOf(since, keysAt(keys, since.size)).flatMap(({ key, cosignedAt }) =>
    cosignedAt ? [{ who: cosigner(keyWords(key)), at: cosignedAt.toISOString() }] : [],
  )
  const stamped = stampedAt ? [{ who: stamper, at: stampedAt.toISOString() }] : []
  return [...seen, ...stamped].toSorted((a, b) => (a.at < b.at ? 1 : -1))[0]
}

/** How long, in the largest unit of which it has two. */
function lengthWords(ms: number): Words {
  const units = [
    [dayMs, '天', 'days'],
    [3_600_000, '小时', 'hours'],
    [60_000, '分钟', 'minutes'],
  ] as const
  const [size, zh, en] = units.find(([one]) => ms >= 2 * one) ?? [1000, '秒', 'seconds']
  const count = Math.ceil(ms / size)
  return { zh: `${count} ${zh}`, en: `${count} ${en}` }
}
