import type { RecordedEvent } from './recorded-event.ts'
import { keyText } from './fact.ts'
import type { Fact } from './timelines.ts'
import type { TimelineEntry } from './fold.ts'
import type { Violation } from './judge.ts'
import { refuse, type Refusal, type Words } from './refusal.ts'
import type { AnyRelation } from './relation.ts'
import type { Row } from './row.ts'

/** The typed reason for a violation, in words for people; `eventAt` finds an event by position. */
export function refusalOf(violation: Violation, eventAt: EventAt): Refusal {
  switch (violation.code) {
    case 'reference-missing':
      return referenceMissing(violation, eventAt)
    case 'cycle':
      return cycle(violation)
    case 'target-missing':
      return targetMissing(violation, eventAt)
    case 'already-open':
    case 'not-open':
    case 'parent-missing':
    case 'unexpected-value':
      return impossible(violation, eventAt)
  }
}

/**
 * The position of the event of the batch, which begins at `size`, that a violation is due to; `undefined` where several may be.
 * It is the refused change's own event, else one that is in the way, else the one that took back what was needed.
 */
export function causeOf(
  violation: Violation,
  { events = [] }: Refusal,
  size: number,
  count: number,
): number | undefined {
  const ofBatch = (position: number | null | undefined): position is number =>
    typeof position === 'number' && position >= size
  if ('entry' in violation && ofBatch(violation.entry.event.position)) return violation.entry.event.position
  const inTheWay = events.find(ofBatch)
  if (inTheWay !== undefined || count === 1) return inTheWay ?? size
  const fact = 'fact' in violation ? violation.fact : 'target' in violation ? violation.target : undefined
  return fact?.takenBackBy.findLast(ofBatch)
}

type Named = { readonly relation: AnyRelation; readonly key: Readonly<Record<string, string>> }
const named = ({ relation, key }: Named): Words => {
  const id = Object.values(key).join(' ')
  return { zh: `${relation.title.zh} ${id}`, en: `${relation.title.en} ${id}` }
}
const positions = (...found: readonly (number | null | undefined)[]): readonly number[] =>
  [...new Set(found.filter((position) => typeof position === 'number'))].toSorted((a, b) => a - b)

/** What is told of an event in the way. */
type EventAt = (position: number) => Pick<RecordedEvent, 'position' | 'type' | 'effectiveOn'> | undefined

function by(position: number | null | undefined, eventAt: EventAt): Words {
  const event = typeof position === 'number' ? eventAt(position) : undefined
  if (!event) return { zh: '', en: '' }
  return {
    zh: `（第 ${event.position} 条 ${event.type}，${event.effectiveOn}）`,
    en: ` (event ${event.position}, ${event.type} on ${event.effectiveOn})`,
  }
}

const subject = (entry: TimelineEntry): Words => ({
  zh: `${entry.event.type}（${entry.event.effectiveOn}）`,
  en: `${entry.event.type} on ${entry.event.effectiveOn}`,
})

function impossible(violation: Extract<Violation, { fact: Fact }>, eventAt: EventAt): Refusal {
  const { code, entry, fact, row } = violation
  const [what, of] = [subject(entry), named(fact)]
  const fields = {
    relation: fact.relation.name,
    key: fact.key,
    on: entry.event.effectiveOn,
    events: positions(entry.event.position, row?.openedBy, row?.closedBy),
  }
  const began = by(row?.openedBy, eventAt)
  const ended = by(row?.closedBy, eventAt)
  switch (code) {
    case 'already-open':
      return refuse(
        code,
        {
          zh: `${what.zh}：${of.zh} 已经存在${began.zh}，不能再次开始`,
          en: `${what.en}: ${of.en} holds already${began.en}`,
        },
        fields,
      )
    case 'not-open':
      return refuse(
        code,
        {
          zh: `${what.zh}：${of.zh} 当日并不存在${row ? `，已于 ${row.to} 结束${ended.zh}` : ''}`,
          en: `${what.en}: ${of.en} does not hold on that day${row ? `; it ended on ${row.to}${ended.en}` : ''}`,
        },
        fields,
      )
    case 'parent-missing': {
      const parent = violation.parent
      const title = parent ? named({ relation: parent, key: pick(parent, entry) }) : { zh: '', en: '' }
      // The parent has ended by then, or it begins later.
      const why = row && row.to > entry.event.effectiveOn ? began : ended
      return refuse(
        code,
        {
          zh: `${what.zh}：${title.zh} 当日并不存在${why.zh}，${of.zh} 无从开始`,
          en: `${what.en}: ${of.en} needs ${title.en}, which does not hold on that day${why.en}`,
        },
        { ...fields, parent: parent?.name },
      )
    }
    case 'unexpected-value': {
      const attribute = violation.attribute ?? ''
      const [found, expected] = [row?.attributes[attribute], entry.change.expect[attribute]]
      return refuse(
        code,
        {
          zh: `${what.zh}：${of.zh} 的 ${attribute} 当日是 ${show(found)}${began.zh}，不是 ${show(expected)}`,
          en: `${what.en}: ${attribute} of ${of.en} is ${show(found)} on that day${began.en}, not ${show(expected)}`,
        },
        { ...fields, attribute, found, expected },
      )
    }
  }
}

const show = (value: unknown): string =>
  value === undefined ? '—' : typeof value === 'string' ? value : JSON.stringify(value)

const pick = (relation: AnyRelation, { change }: TimelineEntry): Record<string, string> =>
  Object.fromEntries(
    (relation.key as readonly string[]).map((column) => [column, String({ ...change.values, ...change.key }[column])]),
  )

const shown = 5
const list = (rows: readonly Row[]): string => {
  const ids = rows.slice(0, shown).map((row) => Object.values(row.key).join(' '))
  return rows.length > shown ? `${ids.join(', ')}, …` : ids.join(', ')
}

function referenceMissing(
  { relation, target, on, rows }: Extract<Violation, { code: 'reference-missing' }>,
  eventAt: EventAt,
): Refusal {
  const of = named(target)
  const last = target.rows.findLast((row) => row.to <= on)
  const ended = by(last?.closedBy, eventAt)
  return refuse(
    'still-referred-to',
    {
      zh: `${of.zh} 在 ${on} 不存在${ended.zh}，而仍有 ${rows.length} 条${relation.title.zh}归属于它（${list(rows)}）：请先转出，或在同一批次中一并转出`,
      en: `${of.en} does not hold on ${on}${ended.en}, and ${rows.length} ${relation.title.en} still belong to it (${list(rows)}). Move them first, or in the same batch.`,
    },
    {
      relation: relation.name,
      target: { relation: target.relation.name, key: target.key },
      on,
      count: rows.length,
      keys: rows.slice(0, 100).map((row) => row.key),
      events: positions(last?.closedBy, ...rows.slice(0, 100).map((row) => row.openedBy)),
    },
  )
}

function cycle({ relation, on, rows }: Extract<Violation, { code: 'cycle' }>): Refusal {
  const chain = rows.map((row) => keyText(relation, row.key)).toReversed()
  return refuse(
    'cycle',
    {
      zh: `${relation.title.zh} 自 ${on} 起互为上级：${[...chain, chain[0]].join(' → ')}`,
      en: `from ${on} on these would be above each other: ${[...chain, chain[0]].join(' → ')}`,
    },
    {
      relation: relation.name,
      on,
      keys: rows.map((row) => row.key),
      events: positions(...rows.map((row) => row.openedBy)),
    },
  )
}

function targetMissing({ target, entry }: Extract<Violation, { code: 'target-missing' }>, eventAt: EventAt): Refusal {
  const [what, of] = [subject(entry), named(target)]
  const last = target.rows.findLast((row) => row.to <= entry.event.effectiveOn)
  const ended = by(last?.closedBy, eventAt)
  return refuse(
    'target-missing',
    {
      zh: `${what.zh}：${of.zh} 当日并不存在${ended.zh}`,
      en: `${what.en}: ${of.en} does not hold on that day${ended.en}`,
    },
    {
      relation: target.relation.name,
      key: target.key,
      on: entry.event.effectiveOn,
      events: positions(entry.event.position, last?.closedBy),
    },
  )
}
