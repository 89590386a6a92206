import type { RecordedEvent } from '../events/recorded-event.ts'
import type { Fact } from '../facts/timelines.ts'
import type { TimelineEntry } from '../facts/fold.ts'
import type { Violation } from './judge.ts'
import { refuse, type Refusal, type Words } from '../errors/refusal.ts'
import type { AnyRelation } from '../define/relation.ts'
import type { Row } from '../facts/row.ts'
import type { Called } from './called.ts'

/** What the words of a refusal are found with. */
export interface Teller {
  /** An event by its position. */
  readonly eventAt: (position: number) => Pick<RecordedEvent, 'position' | 'type' | 'effectiveOn'> | undefined
  /** What people call events of a type. */
  readonly titleOf: (type: string) => Words
  /** What is named by its id, and by its name where it has one. */
  readonly called: Called
  /** How people say a word that stands on the wire. */
  readonly labelOf: (word: string) => Words
}

/** The typed reason for a violation, in words for people. */
export function refusalOf(violation: Violation, teller: Teller): Refusal {
  switch (violation.code) {
    case 'still-referred-to':
      return referenceMissing(violation, teller)
    case 'cycle':
      return cycle(violation, teller)
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

const keyed = (key: Named['key'], { called }: Teller): Words => {
  const words = Object.entries(key).map(([column, id]) => called(column, id))
  return { zh: words.map(({ zh }) => zh).join(' '), en: words.map(({ en }) => en).join(' ') }
}

/** Latin letters have a space after them before Han ones. */
const spaced = (zh: string): string => (zh.endsWith('）') ? zh : `${zh} `)

const named = ({ relation, key }: Named, teller: Teller): Words => {
  const words = keyed(key, teller)
  return { zh: `${relation.title.zh} ${words.zh}`, en: `${relation.title.en} ${words.en}` }
}

const positions = (...found: readonly (number | null | undefined)[]): readonly number[] =>
  [...new Set(found.filter((position) => typeof position === 'number'))].toSorted((a, b) => a - b)

/** An event in the way: its position, what it is and its day. */
function by(position: number | null | undefined, { eventAt, titleOf }: Teller): Words {
  const event = typeof position === 'number' ? eventAt(position) : undefined
  if (!event) return { zh: '', en: '' }
  return {
    zh: `（第 ${event.position} 条 ${titleOf(event.type).zh}，${event.effectiveOn}）`,
    en: ` (event ${event.position}, ${titleOf(event.type).en} on ${event.effectiveOn})`,
  }
}

const subject = ({ event }: TimelineEntry, { titleOf }: Teller): Words => ({
  zh: `${titleOf(event.type).zh}（${event.effectiveOn}）`,
  en: `${titleOf(event.type).en} on ${event.effectiveOn}`,
})

/** That a fact does not hold on a day: it has ended by then, or begins later, or the book has none such. */
function absent(of: Words, { ended, later }: Around, teller: Teller): Words {
  const [end, start] = [by(ended?.closedBy, teller), by(later?.openedBy, teller)]
  if (ended && later)
    return {
      zh: `${spaced(of.zh)}已于 ${ended.to} 结束${end.zh}，${later.from} 才又列入台账${start.zh}`,
      en: `${of.en} ended on ${ended.to}${end.en} and is in the book again only from ${later.from}${start.en}`,
    }
  if (ended)
    return { zh: `${spaced(of.zh)}已于 ${ended.to} 结束${end.zh}`, en: `${of.en} ended on ${ended.to}${end.en}` }
  if (later)
    return {
      zh: `${spaced(of.zh)}当日尚未列入台账，${later.from} 才列入${start.zh}`,
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
  const [what, of] = [subject(entry, teller), named(fact, teller)]
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
          zh: `${what.zh}：${spaced(of.zh)}已经存在${began.zh}，不能再次开始`,
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
      const title = parent ? named({ relation: parent, key: pick(parent, entry) }, teller) : { zh: '', en: '' }
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
      const target = fact.relation.refersTo.find((one) => one.attribute === attribute)?.relation
      const [is, not] = [show(found, target, teller), show(expected, target, teller)]
      return refuse(
        code,
        {
          zh: `${what.zh}：${spaced(of.zh)}当日是${is.zh}${began.zh}，不是${not.zh}`,
          en: `${what.en}: ${of.en} is ${is.en} on that day${began.en}, not ${not.en}`,
        },
        { ...fields, attribute, found, expected },
      )
    }
  }
}

/** A value of an attribute, which may be the id of something that has a name. */
function show(value: unknown, target: AnyRelation | undefined, { called, labelOf }: Teller): Words {
  if (typeof value === 'string') return target ? called(String(target.key[0]), value) : labelOf(value)
  const text = value === undefined ? '—' : JSON.stringify(value)
  return { zh: text, en: text }
}

const pick = (relation: AnyRelation, { change }: TimelineEntry): Record<string, string> =>
  Object.fromEntries(
    (relation.key as readonly string[]).map((column) => [column, String({ ...change.values, ...change.key }[column])]),
  )

const shown = 5
const list = (rows: readonly Row[], teller: Teller): Words => {
  const words = rows.slice(0, shown).map(({ key }) => keyed(key, teller))
  const more = rows.length > shown ? ['…'] : []
  return {
    zh: [...words.map(({ zh }) => zh), ...more].join('、'),
    en: [...words.map(({ en }) => en), ...more].join(', '),
  }
}

function referenceMissing(
  { relation, target, on, rows }: Extract<Violation, { code: 'still-referred-to' }>,
  teller: Teller,
): Refusal {
  const those = around(target.rows, on)
  const why = absent(named(target, teller), those, teller)
  const found = list(rows, teller)
  const zh = `${relation.title.zh}（${found.zh}）`
  // What was there before the target ended stays behind; what begins without it cannot.
  const leftBehind = those.ended !== undefined && rows.some(({ from }) => from < on)
  return refuse(
    'still-referred-to',
    leftBehind
      ? {
          zh: `${why.zh}，而${zh}自 ${on} 起仍归属于它，共 ${rows.length} 条：请先转出，或在同一批次中一并转出`,
          en: `${why.en}, and ${rows.length} ${relation.title.en} still belong to it on ${on} (${found.en}). Move them first, or in the same batch.`,
        }
      : {
          zh: `${why.zh}，不能有自 ${on} 起归属于它的${zh}`,
          en: `${why.en}, and ${relation.title.en} (${found.en}) cannot belong to it from ${on} on`,
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

function cycle({ relation, on, rows }: Extract<Violation, { code: 'cycle' }>, teller: Teller): Refusal {
  const chain = rows.map(({ key }) => keyed(key, teller)).toReversed()
  const around = (language: keyof Words): string =>
    [...chain, ...chain.slice(0, 1)].map((one) => one[language]).join(' → ')
  return refuse(
    'cycle',
    {
      zh: `${relation.title.zh} 自 ${on} 起互为上级：${around('zh')}`,
      en: `from ${on} on these would be above each other: ${around('en')}`,
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
  const [what, why] = [subject(entry, teller), absent(named(target, teller), those, teller)]
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
