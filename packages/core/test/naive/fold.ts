import { isDeepStrictEqual } from 'node:util'
import type { Attributes, Change } from './change.ts'
import { OPEN_END } from './civil-date.ts'
import type { LiveEvent } from './known.ts'

/** One change at its place in the book. */
export interface Step {
  readonly live: LiveEvent
  /** Which of its event's changes it is. */
  readonly index: number
  readonly change: Change
}

/** A stretch of an episode with constant attributes. */
export interface Stretch {
  readonly from: string
  to: string
  attributes: Attributes
  openedBy: number
  closedBy: number | null
}

/** One `[from, to)` of a fact's life, perhaps of no days. */
export interface Episode {
  readonly from: string
  to: string
  readonly openedBy: Step
  /** What ended it, a parent's end perhaps; null while it is open. */
  closedBy: Step | null
  readonly stretches: Stretch[]
  /** Where a parent ends it, if it does not end before. */
  readonly bound: Bound
}

/** The first end among the parents' episodes that hold on a day. */
export interface Bound {
  readonly to: string
  readonly by: Step | null
  readonly parents: readonly Episode[]
}

export interface Fold {
  readonly episodes: readonly Episode[]
  /** By position of an event: the episode that it opened, amended or closed. */
  readonly touched: ReadonlyMap<number, Episode>
  readonly reasons: readonly string[]
}

/** Same-day changes apply in book order, corrections in the place of what they correct (semantics 5, 7). */
export function inOrder(a: Step, b: Step): number {
  const [dayA, dayB] = [a.live.event.effectiveOn, b.live.event.effectiveOn]
  if (dayA !== dayB) return dayA < dayB ? -1 : 1
  return a.live.place - b.live.place || a.index - b.index
}

/**
 * One fact's life from its changes in order. `boundOn` gives the parents' bound for an opening, or the reason
 * why it cannot open. A change that does not apply changes nothing and leaves a reason.
 */
export function foldFact(
  steps: readonly Step[],
  defaults: Attributes,
  boundOn: (opening: Step) => Bound | string,
): Fold {
  const episodes: Episode[] = []
  const touched = new Map<number, Episode>()
  const reasons: string[] = []
  let current: Episode | null = null
  let clippedOn: string | null = null

  for (const step of steps) {
    const { event } = step.live
    const day = event.effectiveOn
    // On a day the parents' end comes before the fact's own changes (semantics 2).
    if (current !== null && current.bound.to <= day) {
      clippedOn = current.bound.to
      end(current, current.bound.to, current.bound.by)
      current = null
    }
    const refuse = (code: string, why: string) =>
      reasons.push(`${code}: ${event.type} at ${event.position} on ${day}, ${nameOf(step.change)} ${why}`)
    const { verb, expect } = step.change

    if (verb === 'open' || (verb === 'set' && current === null)) {
      if (current !== null) {
        refuse('open-already', 'is open')
        continue
      }
      const bound = boundOn(step)
      if (typeof bound === 'string') {
        refuse('outside', bound)
        continue
      }
      current = begin(step, bound, defaults)
      episodes.push(current)
      touched.set(event.position, current)
      continue
    }
    if (current === null) {
      const accepted = verb === 'close-if-open' || (verb === 'close' && clippedOn === day)
      if (!accepted) refuse('not-open', 'is not open')
      continue
    }
    const unexpected = differing(current, expect)
    if (unexpected !== undefined) {
      refuse('unexpected', unexpected)
      continue
    }
    touched.set(event.position, current)
    if (verb === 'amend' || verb === 'set') {
      change(current, step, defaults)
    } else {
      end(current, day, step)
      current = null
    }
  }
  if (current !== null) end(current, current.bound.to, current.bound.by)
  return { episodes, touched, reasons }
}

/** The stretch of an episode that its last change left. */
export function last(episode: Episode): Stretch {
  const stretch = episode.stretches.at(-1)
  if (stretch === undefined) throw new Error('an episode has at least one stretch')
  return stretch
}

function begin(step: Step, bound: Bound, defaults: Attributes): Episode {
  const from = step.live.event.effectiveOn
  const stretch: Stretch = {
    from,
    to: OPEN_END,
    attributes: merged({}, step.change.attributes, defaults),
    openedBy: step.live.event.position,
    closedBy: null,
  }
  return { from, to: OPEN_END, openedBy: step, closedBy: null, stretches: [stretch], bound }
}

function change(episode: Episode, step: Step, defaults: Attributes): void {
  const before = last(episode)
  const attributes = merged(before.attributes, step.change.attributes, defaults)
  if (isDeepStrictEqual(attributes, before.attributes)) return
  const { effectiveOn, position } = step.live.event
  before.to = effectiveOn
  before.closedBy = position
  episode.stretches.push({ from: effectiveOn, to: OPEN_END, attributes, openedBy: position, closedBy: null })
}

function end(episode: Episode, to: string, by: Step | null): void {
  const stretch = last(episode)
  const closedBy = by === null ? null : by.live.event.position
  episode.to = to
  episode.closedBy = by
  stretch.to = to
  stretch.closedBy = closedBy
}

/** What is cleared is left out, or falls back to its default. */
function merged(before: Attributes, after: Attributes, defaults: Attributes): Attributes {
  const all = Object.entries({ ...before, ...after }).filter(([, value]) => value !== undefined && value !== null)
  return { ...defaults, ...Object.fromEntries(all) }
}

function differing(episode: Episode, expect: Attributes): string | undefined {
  const { attributes } = last(episode)
  const found = Object.entries(expect).find(([name, value]) => attributes[name] !== value)
  if (found === undefined) return undefined
  const [name, value] = found
  return `has ${name} ${String(attributes[name])}, not ${String(value)}`
}

export function nameOf({ relation, key }: Pick<Change, 'relation' | 'key'>): string {
  return `${relation} ${Object.values(key).join('/')}`
}
