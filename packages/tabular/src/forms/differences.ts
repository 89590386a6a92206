import { beginningOf, type Words } from '@taizhang/kernel'
import type { FormAct } from '@taizhang/kernel/define'
import { attributesOf, type Book, type Ids } from './book.ts'
import { sameSaid, type Bundle } from './bundles.ts'
import type { Difference, Proposal, ProposedEvent } from './proposal.ts'
import { readPath } from './paths.ts'
import { worded, type Remark, type Statement } from './read-form.ts'
import type { Said } from './values/outcome.ts'

/** What becomes of the differences of one subject. */
export interface Differing {
  readonly book: Book
  readonly bundle: Bundle
  readonly show: (path: string, value: Said | null | undefined) => string
  readonly proposals: Proposal[]
  readonly questions: Remark[]
  /** What the import writes into the reason of a correction. */
  readonly reason: (place: Statement['place']) => string
}

interface Drafting {
  readonly act: FormAct
  readonly data: Record<string, unknown>
  readonly differences: Difference[]
}

const onFormsDay: Words = { zh: '表的截止日', en: 'the day of the form' }
const inCell = ({ place }: Statement): Words => ({
  zh: `“${place.title}”（${place.address}）`,
  en: `"${place.title}" (${place.address})`,
})

/** Proposes what makes the book say what the form says of a subject. */
export function propose(differing: Differing): void {
  const { book, bundle } = differing
  const role = book.form.roles[bundle.role]
  if (!role) return
  const byRelation = Map.groupBy(bundle.statements.values(), ({ path }) => readPath(path).relation)
  const own = byRelation.get(role.relation) ?? []
  if (bundle.isNew) begin(differing, role.relation, own)
  else changes(differing, own)
  const restated = new Set<string>()
  for (const [relation, statements] of byRelation) {
    if (relation === role.relation || restated.has(relation)) continue
    const restates = book.form.acts[relation]?.restates
    const told = restates && byRelation.get(restates.relation)
    if (episode(differing, relation, statements, told ?? []) && restates) restated.add(restates.relation)
  }
  for (const [relation, statements] of byRelation)
    if (relation !== role.relation && !restated.has(relation) && !isEpisode(book, relation))
      changes(differing, statements)
}

/** Whether facts of a relation follow one another, as terms do. */
const isEpisode = ({ form }: Book, relation: string): boolean =>
  form.acts[relation]?.day !== undefined && form.acts[relation]?.again !== undefined

/** The first event of a subject, or of a fact about it. */
function begin(
  differing: Differing,
  relation: string,
  statements: readonly Statement[],
  ...more: readonly (readonly [string, unknown])[]
): void {
  const { book, bundle, proposals } = differing
  const act = book.form.acts[relation]
  const role = book.form.roles[bundle.role]
  if (!act) return
  const said = statements.filter(({ value }) => value !== null)
  const day =
    said.find(({ path }) => readPath(path).attribute === (act.day ?? 'from')) ??
    (role?.relation === relation ? earliest(differing) : undefined)
  const members = said.flatMap(({ path, value }): readonly (readonly [string, unknown])[] => {
    const { attribute } = readPath(path)
    return attribute === undefined || attribute === 'id' || attribute === 'from' || attribute === act.day
      ? []
      : [[book.form.acts[path]?.member ?? attribute, value]]
  })
  const otherwise = role?.relation === relation ? role.otherwise : act.otherwise
  proposals.push({
    event: {
      type: act.type,
      effectiveOn: typeof day?.value === 'string' ? day.value : book.view.asOf,
      data: { ...otherwise, ...bundle.ids, ...Object.fromEntries([...members, ...more]) },
    },
    subject: bundle.name,
    differences: said.filter((one) => one !== day).map((one) => difference(differing, one)),
    dayFrom: day ? inCell(day) : onFormsDay,
    ...(bundle.asks && relation !== role?.relation ? { asks: bundle.asks } : {}),
  })
}

/** What the form says of earlier days than its own: something was there by then. */
function earliest({ book, bundle }: Differing): Statement | undefined {
  const days = [...bundle.statements.values()].filter(({ path, value }) => {
    const { relation, attribute } = readPath(path)
    return (
      attribute !== undefined &&
      book.form.acts[relation]?.day === attribute &&
      typeof value === 'string' &&
      value < book.view.asOf
    )
  })
  return days.toSorted((a, b) => (String(a.value) < String(b.value) ? -1 : 1))[0]
}

const difference = ({ book, bundle, show }: Differing, { path, value, place }: Statement): Difference => ({
  place,
  from: show(path, bundle.isNew ? undefined : book.value(path, bundle.ids)),
  to: show(path, value),
})

/** Changes of what is in the book, one event for what one event says. */
function changes(differing: Differing, statements: readonly Statement[]): void {
  const { book, bundle, questions } = differing
  const drafts = new Map<string, Drafting>()
  for (const statement of statements) {
    const before = bundle.isNew ? undefined : book.value(statement.path, bundle.ids)
    if (sameSaid(before ?? null, statement.value) || (before === undefined && statement.value === false)) continue
    const act = actFor(book, statement.path)
    if (!act) questions.push(notOnForms(statement))
    else if (act.corrects) correct(differing, statement)
    else if (readPath(statement.path).attribute === undefined) existence(differing, statement, act, before)
    else if (statement.value === null && !act.clears) questions.push(notCleared(statement))
    else collect(differing, drafts, statement, act, before)
  }
  for (const draft of drafts.values()) differing.proposals.push(changed(differing, draft))
}

/** The day on which something began can only have been wrong. */
const actFor = ({ form }: Book, path: string): FormAct | undefined =>
  form.acts[path] ?? (readPath(path).attribute === 'from' ? { type: '', corrects: true } : undefined)

function collect(
  differing: Differing,
  drafts: Map<string, Drafting>,
  statement: Statement,
  act: FormAct,
  before: Said | undefined,
): void {
  const { attribute = '' } = readPath(statement.path)
  const type = act.steps && !isUp(act.steps.order, before, statement.value) ? act.steps.down : act.type
  const draft = drafts.get(type) ?? { act: { ...act, type }, data: {}, differences: [] }
  Object.assign(
    draft.data,
    act.steps ? { from: before, to: statement.value } : { [act.member ?? attribute]: statement.value },
  )
  draft.differences.push(difference(differing, statement))
  drafts.set(type, draft)
}

const isUp = (order: readonly string[], from: Said | undefined, to: Said | null): boolean =>
  order.indexOf(String(to)) > order.indexOf(String(from))

const changed = ({ book, bundle }: Differing, { act, data, differences }: Drafting): Proposal => ({
  event: { type: act.type, effectiveOn: book.view.asOf, data: { ...act.otherwise, ...bundle.ids, ...data } },
  subject: bundle.name,
  differences,
  dayFrom: onFormsDay,
  ...(bundle.asks ? { asks: bundle.asks } : {}),
})

/** That there is something, or who it is. */
function existence(differing: Differing, statement: Statement, act: FormAct, before: Said | undefined): void {
  const { book, bundle } = differing
  const { byPath, open } = book.plan(statement.path)
  const push = (type: string | undefined, data: Readonly<Record<string, unknown>>): void => {
    if (type === undefined) differing.questions.push(notCleared(statement))
    else
      differing.proposals.push(
        changed(differing, { act: { type }, data: { ...data }, differences: [difference(differing, statement)] }),
      )
  }
  if (open === undefined) {
    push(statement.value === true ? act.type : act.ends, { ...bundle.ids, ...byPath })
    return
  }
  const [held, said] = [listOf(before), listOf(statement.value)]
  for (const id of held.filter((one) => !said.includes(one))) push(act.ends, { ...bundle.ids, ...byPath, [open]: id })
  for (const id of said.filter((one) => !held.includes(one))) push(act.type, { ...bundle.ids, ...byPath, [open]: id })
}

const listOf = (said: Said | null | undefined): readonly string[] =>
  said === null || said === undefined ? [] : typeof said === 'object' ? said : [String(said)]

/** Facts that follow one another: the first, the next, or a correction of the one that holds. Returns whether an event was proposed that restates others. */
function episode(
  differing: Differing,
  relation: string,
  statements: readonly Statement[],
  told: readonly Statement[],
): boolean {
  const { book, bundle } = differing
  const act = book.form.acts[relation]
  if (!act || !isEpisode(book, relation)) return false
  const dayPath = `${relation}.${act.day}`
  const day = statements.find(({ path, value }) => path === dayPath && value !== null)
  const held = bundle.isNew ? undefined : book.value(dayPath, bundle.ids)
  if (held === undefined) {
    if (!day) return false
    begin(differing, relation, statements, ...restated(differing, act, told, false))
    return act.restates !== undefined
  }
  if (day && String(day.value) > String(held)) {
    renew(differing, act, { day, statements, told })
    return act.restates !== undefined
  }
  for (const statement of statements)
    if (statement.value !== null && !sameSaid(book.value(statement.path, bundle.ids), statement.value))
      correct(differing, statement)
  return false
}

interface Renewal {
  readonly day: Statement
  readonly statements: readonly Statement[]
  readonly told: readonly Statement[]
}

/** The next one. What it ends and the form does not name goes on, and somebody is asked. */
function renew(differing: Differing, act: FormAct, { day, statements, told }: Renewal): void {
  const { book, bundle } = differing
  const own = book.row(day.path, bundle.ids)
  const carried = Object.keys(act.otherwise ?? {}).flatMap((name) => {
    const value = own && attributesOf(own)[name]
    return value === undefined ? [] : [[name, value] as const]
  })
  const said = statements.flatMap(({ path, value }) => {
    const { attribute = '' } = readPath(path)
    return path === day.path || value === null ? [] : [[attribute, value] as const]
  })
  const others = restated(differing, act, told, true)
  differing.proposals.push({
    event: {
      type: act.again ?? act.type,
      effectiveOn: String(day.value),
      data: {
        ...act.otherwise,
        ...Object.fromEntries([...carried, ...said]),
        ...bundle.ids,
        ...Object.fromEntries(others),
      },
    },
    subject: bundle.name,
    differences: [day, ...told].map((one) => difference(differing, one)),
    dayFrom: inCell(day),
    ...asksWhoStays(differing, act, told),
  })
}

const asksWhoStays = (
  { book, bundle }: Differing,
  act: FormAct,
  told: readonly Statement[],
): { readonly asks?: Words } => {
  const others = act.restates ? othersIn(book, act.restates.relation, bundle.ids, told) : []
  if (others.length === 0) return bundle.asks ? { asks: bundle.asks } : {}
  return {
    asks: {
      zh: `换届会终止原有职务；表上没有写的 ${others.length} 人按连任列出：请核对`,
      en: `a renewal ends all posts; the ${others.length} that the form does not name are said to stay: please look`,
    },
  }
}

/** Who is said to hold the posts that the event ends: those of the form, and of the book those that it does not name. */
function restated(
  { book, bundle }: Differing,
  { restates }: FormAct,
  told: readonly Statement[],
  isNext: boolean,
): readonly (readonly [string, unknown])[] {
  if (!restates) return []
  const said = told.flatMap((statement) => {
    const { byPath, open = '' } = book.plan(statement.path)
    return listOf(statement.value).map((id) => ({ ...byPath, [open]: id }))
  })
  const others = isNext ? othersIn(book, restates.relation, bundle.ids, told) : []
  return said.length + others.length === 0 ? [] : [[restates.member, [...said, ...others]]]
}

/** The facts of a relation that the form's statements are not about, without the ids that are known anyway. */
function othersIn(
  book: Book,
  relation: string,
  ids: Ids,
  told: readonly Statement[],
): readonly Readonly<Record<string, unknown>>[] {
  const [key, id] = Object.entries(ids)[0] ?? ['', '']
  const said = told.map(({ path }) => book.plan(path).byPath)
  return book.view.facts
    .where(book.relation(relation), key, id)
    .filter((row) => row.from <= book.view.asOf && book.view.asOf < row.to)
    .filter(
      (row) => !said.some((fixed) => Object.entries(fixed).every(([name, value]) => (row.key as Ids)[name] === value)),
    )
    .map((row) => {
      const attributes = Object.entries(row.attributes as object).filter(
        ([, value]) => value !== undefined && value !== null,
      )
      return Object.fromEntries([...Object.entries(row.key as Ids).filter(([name]) => name !== key), ...attributes])
    })
}

/** The event that said it is corrected: what the form says of a past day is no new fact. */
function correct(differing: Differing, statement: Statement): void {
  const { book, bundle, proposals, questions, reason } = differing
  const path = readPath(statement.path)
  const row = book.row(statement.path, bundle.ids)
  const position = row && beginningOf(row).openedBy
  const event = position === undefined ? undefined : book.view.facts.derive(byPosition).get(position)
  if (!event || statement.value === null) {
    questions.push(notCleared(statement))
    return
  }
  const act = book.form.acts[path.relation]
  const isDay = path.attribute === 'from' || path.attribute === act?.day
  const known = proposals.find(({ event: other }) => other.corrects === event.id)
  const patch: Partial<ProposedEvent> = isDay
    ? { effectiveOn: String(statement.value) }
    : { data: { ...(known?.event.data ?? event.data), [path.attribute ?? '']: statement.value } }
  const made: Proposal = {
    event: {
      ...(known?.event ?? {
        type: event.type,
        effectiveOn: event.effectiveOn,
        data: event.data,
        corrects: event.id,
        reason: reason(statement.place),
      }),
      ...patch,
    },
    subject: bundle.name,
    differences: [...(known?.differences ?? []), difference(differing, statement)],
    dayFrom: isDay ? inCell(statement) : (known?.dayFrom ?? { zh: '原记录', en: 'the event that is corrected' }),
    asks: {
      zh: '与台账记的不一样：确认是台账当初记错了，按更正处理',
      en: 'is another than the book has: say whether the book was wrong, it is a correction',
    },
  }
  if (known) proposals.splice(proposals.indexOf(known), 1, made)
  else proposals.push(made)
}

const byPosition = (facts: Book['view']['facts']) => new Map(facts.events().map((event) => [event.position, event]))

const notOnForms = ({ place }: Statement): Remark => ({
  code: 'not-by-form',
  place,
  message: worded(place, {
    zh: '与台账不同，但这一项不能由表格改：请另行记录',
    en: 'is another than in the book, and a form cannot change it: record it yourself',
  }),
})

const notCleared = ({ place }: Statement): Remark => ({
  code: 'not-cleared',
  place,
  message: worded(place, {
    zh: '表上写“无”，台账里有：表格不会删去它，请核对',
    en: 'says that there is none, and the book has one: a form takes nothing away, please look',
  }),
})
