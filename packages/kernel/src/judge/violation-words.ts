import type { RecordedEvent } from '../events/recorded-event.ts'
import { keyText } from '../facts/fact.ts'
import type { Fact } from '../facts/timelines.ts'
import type { TimelineEntry } from '../facts/fold.ts'
import type { Violation } from './judge.ts'
import { refuse, type Refusal, type Words } from '../errors/refusal.ts'
import type { AnyRelation } from '../define/relation.ts'
import type { Row } from '../facts/row.ts'

/** What the words of a refusal are found with. */
export interface Teller {
  /** An event by its position. */
  readonly eventAt: (position: number) => Pick<RecordedEvent, 'position' | 'type' | 'effectiveOn'> | undefined
  /** What people call events of a type. */
  readonly titleOf: (type: string) => Words
}

/** The typed reason for a violation, in words for people. */
export function refusalOf(violation: Violation, teller: Teller): Refusal {
  switch (violation.code) {
    case 'reference-missing':
      return referenceMissing(violation, teller)
    case 'cycle':
      return cycle(violation)
    case 'target-missing':
      return targetMissing(violation, teller)
    case 'already-open':
    case 'not-open':
    case 'parent-missing':
    case 'unexpected-value':
      return impossible(violation, teller)
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

/** An event in the way: its position, what it is and its day. */
function by(position: number | null | undefined, { eventAt, titleOf }: Teller): Words {
  const event = typeof position === 'number' ? eventAt(position) : undefined
  if (!event) return { zh: '', en: '' }
  return {
    zh: `（第 ${event.position} 条 ${titleOf(event.type).zh}，${event.effectiveOn}）`,
    en: ` (event ${event.position}, ${event.type} on ${event.effectiveOn})`,
  }
}

const subject = ({ event }: TimelineEntry, { titleOf }: Teller): Words => ({
  zh: `${titleOf(event.type).zh}（${event.effectiveOn}）`,
  en: `${event.type} on ${event.effectiveOn}`,
})

/** That a fact does not hold on a day: it has ended by then, or begins later, or the book has none such. */
function absent(of: Words, { ended, later }: Around, teller: Teller): Words {
  const [end, start] = [by(ended?.closedBy, teller), by(later?.openedBy, teller)]
  if (ended && later)
    return {
      zh: `${of.zh} 已于 ${ended.to} 结束${end.zh}，${later.from} 才又列入台账${start.zh}`,
      en: `${of.en} ended on ${ended.to}${end.en} and is in the book again only from ${later.from}${start.en}`,
    }
  if (ended) return { zh: `${of.zh} 已于 ${ended.to} 结束${end.zh}`, en: `${of.en} ended on ${ended.to}${end.en}` }
  if (later)
    return {
      zh: `${of.zh} 当日尚未列入台账，${later.from} 才列入${start.zh}`,
      en: `${of.en} is in the book only from ${later.from}${start.en}`,
    }
  return { zh: `台账中没有${of.zh}`, en: `the book has no ${of.en}` }
}

/** The rows around a day on which a fact does not hold. */
interface Around {
  readonly ended?: Row | undefined
  readonly later?: Row | undefined
}

const around = (rows: readonly Row[], day: string): Around => ({
  ended: rows.findLast(({ to }) => to <= day),
  later: rows.find(({ from }) => from > day),
})

function impossible(violation: Extract<Violation, { fact: Fact }>, teller: Teller): Refusal {
  const { code, entry, fact, row } = violation
  const [what, of] = [subject(entry, teller), named(fact)]
  const fields = {
    relation: fact.relation.name,
    key: fact.key,
    on: entry.event.effectiveOn,
    events: positions(entry.event.position, row?.openedBy, row?.closedBy),
  }
  const day = entry.event.effectiveOn
  const began = by(row?.openedBy, teller)
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
    case 'not-open': {
      const why = absent(of, around(fact.rows, day), teller)
      return refuse(code, { zh: `${what.zh}：${why.zh}，不能变动`, en: `${what.en}: ${why.en}` }, fields)
    }
    case 'parent-missing': {
      const parent = violation.parent
      const title = parent ? named({ relation: parent, key: pick(parent, entry) }) : { zh: '', en: '' }
      // The parent has ended by then, or it begins later.
      const why = absent(title, around(row ? [row] : [], day), teller)
      return refuse(
        code,
        { zh: `${what.zh}：${why.zh}，不能有${of.zh}`, en: `${what.en}: ${why.en}, which ${of.en} needs` },
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
  teller: Teller,
): Refusal {
  const those = around(target.rows, on)
  const why = absent(named(target), those, teller)
  const zh = `${relation.title.zh}（${list(rows)}）`
  // What was there before the target ended stays behind; what begins without it cannot.
  const leftBehind = those.ended !== undefined && rows.some(({ from }) => from < on)
  return refuse(
    'still-referred-to',
    leftBehind
      ? {
          zh: `${why.zh}，而${zh}自 ${on} 起仍归属于它，共 ${rows.length} 条：请先转出，或在同一批次中一并转出`,
          en: `${why.en}, and ${rows.length} ${relation.title.en} still belong to it on ${on} (${list(rows)}). Move them first, or in the same batch.`,
        }
      : {
          zh: `${why.zh}，不能有自 ${on} 起归属于它的${zh}`,
          en: `${why.en}, and ${relation.title.en} (${list(rows)}) cannot belong to it from ${on} on`,
        },
    {
      relation: relation.name,
      target: { relation: target.relation.name, key: target.key },
      on,
      count: rows.length,
      keys: rows.slice(0, 100).map((row) => row.key),
      events: positions(those.ended?.closedBy, ...rows.slice(0, 100).map((row) => row.openedBy)),
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

function targetMissing({ target, entry }: Extract<Violation, { code: 'target-missing' }>, teller: Teller): Refusal {
  const { position, effectiveOn } = entry.event
  const those = around(target.rows, effectiveOn)
  const [what, why] = [subject(entry, teller), absent(named(target), those, teller)]
  return refuse(
    'target-missing',
    { zh: `${what.zh}：${why.zh}`, en: `${what.en}: ${why.en}` },
    {
      relation: target.relation.name,
      key: target.key,
      on: effectiveOn,
      events: positions(position, those.ended?.closedBy),
    },
  )
}
