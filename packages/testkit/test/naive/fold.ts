import { isDeepStrictEqual } from 'node:util'
import type { Attributes, Change } from './change.ts'
import { OPEN_END } from './civil-date.ts'
import type { LiveEvent } from './known.ts'
import { positions } from './reason.ts'
import type { Reason } from './reason.ts'

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

/** A parent that does not hold on the day of an opening, with the row by which that is to be seen. */
export interface Missing {
  readonly missing: string
  readonly row: Named | undefined
}

/** The events that a row begins and ends with. */
export type Named = Pick<Stretch, 'openedBy' | 'closedBy'>

export interface Fold {
  readonly episodes: readonly Episode[]
  /** By position of an event: the episode that it opened, amended or closed. */
  readonly touched: ReadonlyMap<number, Episode>
  readonly reasons: readonly Reason[]
}

/** Same-day changes apply in book order, corrections in the place of what they correct (semantics 5, 7). */
export function inOrder(a: Step, b: Step): number {
  const [dayA, dayB] = [a.live.event.effectiveOn, b.live.event.effectiveOn]
  if (dayA !== dayB) return dayA < dayB ? -1 : 1
  return a.live.place - b.live.place || a.index - b.index
}

/**
 * One fact's life from its changes in order. `boundOn` gives the parents' bound for an opening, or the
 * parent for want of which it cannot open. A change that does not apply changes nothing and leaves a reason.
 */
export function foldFact(
  steps: readonly Step[],
  defaults: Attributes,
  boundOn: (opening: Step) => Bound | Missing,
): Fold {
  const episodes: Episode[] = []
  const touched = new Map<number, Episode>()
  const reasons: Reason[] = []
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
    const { verb, expect, relation, key } = step.change
    const refuse = (code: string, row: Named | undefined, more: Partial<Reason> = {}) => {
      const events = positions(event.position, row?.openedBy, row?.closedBy)
      reasons.push({ code, relation, key, on: day, events, ...more })
    }

    if (verb === 'open' || (verb === 'set' && current === null)) {
      if (current !== null) {
        refuse('already-open', asItStands(current))
        continue
      }
      const bound = boundOn(step)
      if ('missing' in bound) {
        refuse('parent-missing', bound.row, { parent: bound.missing })
        continue
      }
      current = begin(step, bound, defaults)
      episodes.push(current)
      touched.set(event.position, current)
      continue
    }
    if (current === null) {
      const accepted = verb === 'close-if-open' || (verb === 'close' && clippedOn === day)
      const before = episodes.at(-1)
      if (!accepted) refuse('not-open', before && last(before))
      continue
    }
    if (differs(current, expect)) {
      refuse('unexpected-value', asItStands(current))
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

const differs = (episode: Episode, expect: Attributes): boolean =>
  Object.entries(expect).some(([name, value]) => last(episode).attributes[name] !== value)

/** The row that holds while its episode lasts: it ends where a parent ends it. */
const asItStands = (episode: Episode): Named => ({
  openedBy: last(episode).openedBy,
  closedBy: episode.bound.by?.live.event.position ?? null,
})
