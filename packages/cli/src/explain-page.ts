import type { Counted, Explanation, FactNote, NotCounted } from '@taizhang/audit'
import { bracketed } from '@taizhang/core/figures'
import type { View } from '@taizhang/core'
import type { Domain } from '@taizhang/kernel/define'

import { documentOf, eventTitle, factLabel, named, relationTitle, type Teller } from './audit-words.ts'
import { isParty } from './domain.ts'
import { dataText } from './event-data.ts'
import { countedRows, type ExplainRow, type Role } from './explain-rows.ts'
import { byText, countedIn, daysText, rateText, valueText } from './figure-words.ts'
import { conditionsText } from './grouped.ts'
import { heading } from './heading.ts'
import type { Language, Words } from './language.ts'
import { reasonText } from './not-counted-words.ts'
import { scopeTitles, titleOf } from './scopes.ts'
import { subjectName } from './thing-names.ts'
import { sheet, type Column, type Paint } from './sheet.ts'
import { visible } from './visible.ts'

/** Shares told in a table; the other formats have them all. */
const sharesMax = 20

/** An explanation for people: the value, what was not counted and why, what was overridden, and what was counted, event by event. */
export function explainPage(explanation: Explanation, view: View, paint: Paint): string {
  const scopes = [...scopeTitles(view)].map(([id, title]) => [id, title[paint.language]] as const)
  const teller: Teller = {
    language: paint.language,
    domain: view.domain,
    names: { ...Object.fromEntries(scopes), ...explanation.names },
    events: new Map(explanation.events.map((event) => [event.position, event])),
  }
  return [
    heading(explanation, paint),
    headline(explanation, view, paint),
    notCountedSection(explanation, teller, view, paint),
    overriddenSection(explanation, teller, paint),
    countedSection(explanation, explanation.counted, countedTitle, { teller, view, paint }),
    countedSection(explanation, explanation.inWhole ?? [], inWholeTitle, { teller, view, paint }),
    closing(explanation, paint),
  ].join('')
}

function headline(explanation: Explanation, view: View, { language, bold }: Paint): string {
  const { figure: id, scope, by, value, qualifier, part, whole, scopeFact, from, to = '' } = explanation
  const figure = view.domain.figures.get(id)
  const say = (zh: string, en: string): string => ({ zh, en })[language]
  const titles = scopeTitles(view)
  const name = scope === undefined ? '' : (titles.get(scope)?.[language] ?? scope)
  const under = scope === undefined ? '' : say(`　口径 ${name}`, `, scope ${name}`)
  const told = by === undefined ? '' : `　${byText(by, [view], language)}`
  const days = from === undefined ? '' : say('　', ', ') + daysText({ from, to }, language)
  const measure = figure?.measure ?? 'items'
  const amount = { value, ...(qualifier === undefined ? {} : { qualifier }) }
  const number =
    part === undefined || whole === undefined
      ? valueText(view.domain, { ...amount, measure }, language)
      : rateText(view.domain, amount, { figure: id, part, whole }, language)
  const title = `${bracketed(figure?.title[language] ?? id, id)[language]}${under}${told}${days}${say('：', ': ')}${number}`
  const doc = figure && figure.doc !== figure.title ? [figure.doc[language]] : []
  const only = conditionsText(view.domain, explanation.where, language)
  const lines = [
    ...doc,
    ...(only === '' ? [] : [only]),
    ...(scopeFact ? [visible(scopeText(view, scopeFact, language))] : []),
  ]
  return [bold(visible(title)), ...lines].map((line) => `${line}\n`).join('')
}

/** The scope's definition as it stood on the day. */
function scopeText(view: View, { key, attributes }: FactNote, language: Language): string {
  const { domain } = view
  const name = titleOf(view, String(Object.values(key)[0]), attributes['name'])[language]
  if (!isParty(domain)) {
    const { name: _name, ...others } = attributes
    const said = Object.entries(others).map(([one, value]) => `${one} ${wordsIn(domain, value, language)}`)
    const what = said.join({ zh: '；', en: '; ' }[language])
    return { zh: `口径“${name}”：${what}`, en: `scope “${name}”: ${what}` }[language]
  }
  const [kinds, formations, over] = ['unitKinds', 'countsFormations', 'denominator'].map((one) =>
    wordsIn(domain, attributes[one], language),
  )
  return {
    zh: `口径“${name}”：单位 ${kinds}；计入的组建方式 ${formations}；分母为${over}单位`,
    en: `scope “${name}”: units ${kinds}; formations that count ${formations}; counted over ${over} units`,
  }[language]
}

/** One word of the domain, or several. */
const wordsIn = (domain: Domain, value: unknown, language: Language): string =>
  [value]
    .flat()
    .map((word) => (typeof word === 'string' ? domain.labelOf(word)[language] : JSON.stringify(word)))
    .join({ zh: '、', en: ', ' }[language])

const section = (title: Words, { language, bold }: Paint): string => `\n${bold(title[language])}\n`

function notCountedSection(explanation: Explanation, teller: Teller, view: View, paint: Paint): string {
  const { notCounted, countedElsewhere } = explanation
  const say = (zh: string, en: string): string => ({ zh, en })[paint.language]
  const elsewhere = countedElsewhere.map(({ scope, subjects }) => {
    const name = teller.names[scope] ?? scope
    return say(`另有 ${subjects} 个计入口径 ${name}`, `${subjects} more are counted under scope ${name}`)
  })
  if (notCounted.length + elsewhere.length === 0) return ''
  const shown = notCounted.slice(0, sharesMax).flatMap((item) => notCountedLines(teller, item, view))
  const rest = notCounted.length - sharesMax
  const more = rest > 0 ? [say(`其余 ${rest} 个从略`, `${rest} more are left out here`)] : []
  const title = { zh: `未计入 ${notCounted.length}`, en: `Not counted: ${notCounted.length}` }
  return section(title, paint) + [...shown, ...more, ...elsewhere].map((line) => `  ${visible(line)}\n`).join('')
}

function notCountedLines(teller: Teller, item: NotCounted, view: View): readonly string[] {
  const { fact, event: position, reasons } = item
  const event = position === undefined ? undefined : teller.events.get(position)
  // Of events no facts are told, whose names these would be.
  const nameOf = (id: string): string | undefined => teller.names[id] ?? subjectName(view, id)?.[teller.language]
  const label = fact
    ? factLabel(teller, fact)
    : `${position} ${event?.effectiveOn} ${eventTitle(teller, event?.type ?? '')} ${dataText(teller.domain, event?.data ?? {}, nameOf, teller.language)}`
  return [label, ...reasons.map((reason) => `    ${reasonText(teller, item, reason)}`)]
}

function overriddenSection({ overridden }: Explanation, teller: Teller, paint: Paint): string {
  if (overridden.length === 0) return ''
  const title = { zh: '已被撤回或更正的相关记录', en: 'Events withdrawn or corrected that bear on it' }
  const cell = (position: number): string =>
    `${position} ${eventTitle(teller, teller.events.get(position)?.type ?? '')}`
  const day = (position: number): string => teller.events.get(position)?.recordedAt.slice(0, 10) ?? ''
  const columns: readonly Column<(typeof overridden)[number]>[] = [
    { title: { zh: '记录', en: 'event' }, cell: ({ event }) => cell(event) },
    { title: { zh: '生效', en: 'effective' }, cell: ({ event }) => teller.events.get(event)?.effectiveOn },
    { title: { zh: '录入', en: 'recorded' }, cell: ({ event }) => day(event) },
    { title: { zh: '被', en: 'by' }, cell: ({ by }) => cell(by) },
    { title: { zh: '录入', en: 'recorded' }, cell: ({ by }) => day(by) },
    { title: { zh: '理由', en: 'reason' }, cell: ({ by }) => reasonGiven(teller, by) },
  ]
  return section(title, paint) + sheet(columns, overridden.slice(0, sharesMax), paint)
}

function reasonGiven({ events }: Teller, position: number): string {
  const event = events.get(position)
  return event?.reason ?? (typeof event?.data['reason'] === 'string' ? event.data['reason'] : '')
}

const roleWords: Readonly<Record<Role, Words>> = {
  opened: { zh: '开始', en: 'opened' },
  amended: { zh: '修改', en: 'amended' },
  closed: { zh: '结束', en: 'closed' },
  amends: { zh: '将修改', en: 'will amend' },
  closes: { zh: '将结束', en: 'will close' },
  counted: { zh: '计入', en: 'counted' },
  event: { zh: '记录', en: 'event' },
}

const countedTitle: Words = { zh: '计入', en: 'Counted:' }
const inWholeTitle: Words = { zh: '分母计入', en: 'Counted in the whole:' }

function countedSection(
  explanation: Explanation,
  counted: readonly Counted[],
  title: Words,
  { teller, view, paint }: { readonly teller: Teller; readonly view: View; readonly paint: Paint },
): string {
  if (counted.length === 0) return ''
  const shown = counted.slice(0, sharesMax).map((share) => ({ share, rows: countedRows(explanation, share) }))
  const all = shown.flatMap(({ rows }) => rows)
  // One sheet, so that all events align; what they are of is put between its lines.
  const [titles = '', ...lines] = sheet(eventColumns(explanation, teller, paint), all, paint).split('\n')
  const between = shown.flatMap(({ share, rows }) =>
    rows.map((row, at) => labelsAbove(explanation, { teller, view, share }, [row, rows[at - 1]])),
  )
  const text = lines.slice(0, all.length).flatMap((line, at) => [...(between[at] ?? []), `    ${line}`])
  const rest = counted.length - sharesMax
  const more = {
    zh: `其余 ${rest} 个从略：--format json 或 csv 列出全部，--subject 编号 只看一个`,
    en: `${rest} more are left out here: --format json or csv has them all, --subject ID only one`,
  }
  const body = [`    ${titles}`, ...text, ...(rest > 0 ? [more[paint.language]] : [])]
  const numbered = { zh: `${title.zh} ${counted.length}`, en: `${title.en} ${counted.length}` }
  return section(numbered, paint) + body.map((line) => `${line}\n`).join('')
}

function eventColumns(explanation: Explanation, teller: Teller, { language }: Paint): readonly Column<ExplainRow>[] {
  const documents = new Map(explanation.events.map((event) => [event.position, documentOf(event)]))
  return [
    { title: { zh: '作用', en: 'role' }, cell: ({ role }) => (role ? roleWords[role][language] : '') },
    { title: { zh: '位置', en: 'position' }, cell: ({ position }) => position, align: 'right' },
    { title: { zh: '生效', en: 'effective' }, cell: ({ effectiveOn }) => effectiveOn },
    { title: { zh: '录入', en: 'recorded' }, cell: ({ recordedAt }) => recordedAt?.slice(0, 10) },
    { title: { zh: '记录', en: 'event' }, cell: ({ type }) => eventTitle(teller, type ?? '') },
    { title: { zh: '依据', en: 'document' }, cell: ({ position }) => documents.get(position ?? -1) ?? '' },
  ]
}

/** The subject above its first event, and each fact above its own. Events that are counted stand for themselves. */
function labelsAbove(
  { figure: id }: Explanation,
  { teller, view, share }: { readonly teller: Teller; readonly view: View; readonly share: Counted },
  [row, before]: readonly [ExplainRow, ExplainRow | undefined],
): readonly string[] {
  const { qualifier, by, facts } = share
  const figure = view.domain.figures.get(id)
  const kind = figure && 'by' in figure ? figure.by : undefined
  const measure = countedIn(view.domain, id)
  const value = valueText(
    view.domain,
    { value: share.value, measure, ...(qualifier ? { qualifier } : {}) },
    teller.language,
  )
  const own = by === undefined ? '' : `　${byText({ [kind ?? '']: by }, [view], teller.language)}`
  const amount = value === '1' ? '' : `　${value}`
  const label = row.subject === undefined ? '' : named(teller, row.subject.split(' '))
  const head =
    before || (label === '' && own === '' && amount === '') ? [] : [visible(`${label}${own}${amount}`.trim())]
  const sameFact = before?.relation === row.relation && JSON.stringify(before?.key) === JSON.stringify(row.key)
  if (facts.length === 0 || sameFact) return head
  return [...head, `  ${visible(factOf(teller, row))}`]
}

/** What the fact is, without the subject's own ids, which stand above it. */
function factOf(teller: Teller, { relation, key = {}, subject = '' }: ExplainRow): string {
  if (relation === undefined) return ''
  const others = Object.values(key).filter((id) => !subject.split(' ').includes(id))
  return [relationTitle(teller, relation), named(teller, others)].filter((text) => text !== '').join(' ')
}

function closing({ replay }: Explanation, { language, dim }: Paint): string {
  const text = {
    zh: `单独重放相关的 ${replay.length} 条记录即得同一结果（--format json 的 replay 列出它们）`,
    en: `replaying ${replay.length} events by themselves gives the same (replay in --format json lists them)`,
  }
  return `\n${dim(text[language])}\n`
}
