import type { LateBatch, LateEvent, LateList, Moved } from '@taizhang/audit'
import { plus } from '@taizhang/core/figures'
import type { View } from '@taizhang/core'
import type { Domain } from '@taizhang/kernel/define'

import { documentOf, eventTitle, takingBackTexts, type Teller } from './audit-words.ts'
import { byText, changeText, rateChangeText, rateText, valueText } from './figure-words.ts'
import { bookTitle } from './heading.ts'
import type { Language, Words } from './language.ts'
import type { ScopeTitles } from './scopes.ts'
import { sheet, type Column, type Paint } from './sheet.ts'
import { visible } from './visible.ts'

/** Lines of each table; the other formats have them all. */
const linesMax = 40

/** What came late for people: the events, then the figures that each batch moved. */
export function latePage(
  list: LateList,
  { view, scopes }: { readonly view: View; readonly scopes: ScopeTitles },
  paint: Paint,
): string {
  const { language, bold, dim } = paint
  const events = list.batches.flatMap((batch) => batch.late.map((event) => ({ batch, event })))
  const moved = list.batches.flatMap((batch) => batch.moved.map((one) => ({ batch, moved: one })))
  const names: Words = {
    zh: `补录或追溯的记录 ${events.length} 条`,
    en: `Recorded late or behind the seal: ${events.length} events`,
  }
  const moves: Words = { zh: `它们改变的数 ${moved.length} 处`, en: `Figures that they moved: ${moved.length}` }
  const teller: Teller = {
    language,
    domain: view.domain,
    names: {},
    events: new Map(list.events.map((event) => [event.position, event])),
  }
  return [
    `${dim(visible(headingOf(list, paint)[language]))}\n`,
    `${bold(names[language])}\n`,
    events.length === 0 ? '' : sheet(eventColumns(teller), events.slice(0, linesMax), paint),
    rest(events.length, paint),
    `\n${bold(moves[language])}\n`,
    moved.length === 0 ? '' : sheet(movedColumns(view, scopes, paint), moved.slice(0, linesMax), paint),
    rest(moved.length, paint),
  ].join('')
}

function headingOf({ book, size, days, sealed }: LateList, { bookNames }: Paint): Words {
  const called = (language: Language): string => bookTitle(book, bookNames?.get(book), language)
  const behind = sealed
    ? {
        zh: `；封存于 ${sealed.size} 条（${sealed.on}），其后录入而影响到封存之日的也列出`,
        en: `; sealed at size ${sealed.size} (${sealed.on}): what was recorded since and reaches back to that day, too`,
      }
    : { zh: '', en: '' }
  return {
    zh: `${called('zh')}　${size} 条记录　生效超过 ${days} 天后才录入的为补录${behind.zh}`,
    en: `${called('en')}, ${size} events; late is what was recorded more than ${days} days after it took effect${behind.en}`,
  }
}

function rest(all: number, { language }: Paint): string {
  const more = all - linesMax
  if (more <= 0) return ''
  return {
    zh: `其余 ${more} 行从略：--format json 或 csv 列出全部\n`,
    en: `${more} more: --format json or csv has them all\n`,
  }[language]
}

interface EventLine {
  readonly batch: LateBatch
  readonly event: LateEvent
}

const whyWords: Readonly<Record<LateEvent['why'][number], Words>> = {
  late: { zh: '补录', en: 'late' },
  sealed: { zh: '封存后', en: 'behind the seal' },
}

function eventColumns(teller: Teller): readonly Column<EventLine>[] {
  const told = ({ event }: EventLine) => teller.events.get(event.event)
  const takingBack = takingBackTexts(teller)
  return [
    { title: { zh: '位置', en: 'position' }, cell: ({ event }) => event.event, align: 'right' },
    { title: { zh: '影响自', en: 'reaches to' }, cell: ({ event }) => event.reachesBackTo },
    { title: { zh: '录入', en: 'recorded' }, cell: (line) => told(line)?.recordedAt.slice(0, 10) },
    { title: { zh: '天数', en: 'days' }, cell: ({ event }) => event.days, align: 'right' },
    {
      title: { zh: '原因', en: 'why' },
      cell: ({ event }) =>
        event.why.map((why) => whyWords[why][teller.language]).join({ zh: '、', en: ', ' }[teller.language]),
    },
    { title: { zh: '记录', en: 'event' }, cell: (line) => eventTitle(teller, told(line)?.type ?? '') },
    ...(takingBack.size > 0
      ? [
          {
            title: { zh: '更正或撤回', en: 'corrects' },
            cell: ({ event }: EventLine) => takingBack.get(event.event) ?? '',
          },
        ]
      : []),
    { title: { zh: '依据', en: 'document' }, cell: (line) => documentOf(told(line) ?? {}) },
  ]
}

interface MovedLine {
  readonly batch: LateBatch
  readonly moved: Moved
}

function movedColumns(view: View, scopes: ScopeTitles, { language }: Paint): readonly Column<MovedLine>[] {
  const { domain } = view
  const sideText = ({ moved: { figure, measure, part, whole, ...values } }: MovedLine, at: 0 | 1): string => {
    const value = at === 0 ? values.before : values.after
    if (!part || !whole) return valueText(domain, { value, measure }, language)
    return rateText(domain, { value }, { figure, part: part[at], whole: whole[at] }, language)
  }
  return [
    { title: { zh: '批次录入', en: 'batch' }, cell: ({ batch }) => batch.recordedAt.slice(0, 10) },
    { title: { zh: '条数', en: 'size' }, cell: ({ batch }) => batch.size, align: 'right' },
    { title: { zh: '截至', en: 'as of' }, cell: ({ batch }) => batch.asOf },
    { title: { zh: '指标', en: 'figure' }, cell: ({ moved }) => domain.figures.get(moved.figure)?.title[language] },
    {
      title: { zh: '口径', en: 'scope' },
      cell: ({ moved }) => scopes.get(moved.scope ?? '')?.[language] ?? moved.scope ?? '',
    },
    { title: { zh: '分类', en: 'by' }, cell: ({ moved }) => byText(moved.by, [view], language) },
    { title: { zh: '之前', en: 'before' }, cell: (line) => sideText(line, 0), align: 'right' },
    { title: { zh: '之后', en: 'after' }, cell: (line) => sideText(line, 1), align: 'right' },
    { title: { zh: '差', en: 'change' }, cell: ({ moved }) => movedBy(domain, moved, language), align: 'right' },
  ]
}

const between = ([first, second]: readonly [number, number]): number => plus(second, -first)

function movedBy(
  domain: Domain,
  { figure, measure, before, after, part, whole, points }: Moved,
  language: Paint['language'],
): string {
  if (!part || !whole)
    return changeText(domain, { difference: between([Number(before ?? 0), Number(after ?? 0)]), measure }, language)
  return rateChangeText(domain, { figure, points, part: between(part), whole: between(whole) }, language)
}
