import { beginningOf, type View, type Words } from '@taizhang/kernel'
import type { Form } from '@taizhang/kernel/define'
import { attributesOf, bookOf, type Book } from './book.ts'
import { bundled, type Bundle, type BundleOptions, type LinkSaid } from './bundles.ts'
import { propose, type Differing } from './differences.ts'
import { printer, toldBy, type Persons } from './fill-form.ts'
import type { Difference, Proposal, Proposed } from './proposal.ts'
import { worded, type FormRow, type Place, type Remark } from './read-form.ts'
import type { Said } from './values/outcome.ts'

/** How the events between a form and a view are proposed. */
export interface ProposeOptions extends BundleOptions {
  /** The ids of what the form is to have all of: what is missing of them is asked about. */
  readonly covered?: ReadonlySet<string> | undefined
  /** The reason of a correction. */
  readonly reason: (place: Place) => string
}

/** The events that lead from a view to what a form says. */
export function proposedEvents(form: Form, view: View, rows: readonly FormRow[], options: ProposeOptions): Proposed {
  const book = bookOf(view, form)
  const { bundles, links, refusals, remarks, rows: read } = bundled(book, rows, options)
  const proposals: Proposal[] = []
  const questions: Remark[] = []
  const show = shower(book, options.persons)
  for (const bundle of bundles) propose({ book, bundle, show, proposals, questions, reason: options.reason })
  for (const link of links) proposeLink({ book, link, proposals, show })
  questions.push(...missing(book, new Set(bundles.map(({ id }) => id)), options.covered))
  return { proposals, refusals, questions, remarks: [...remarks, ...compared(book, read)] }
}

/** What a value looks like on the form. */
function shower(book: Book, persons: Persons | undefined): Differing['show'] {
  const columns = new Map(book.form.columns.map((column) => [column.of, column]))
  const print = printer({ ...book, value: (_path, ids) => said.get(ids) }, persons)
  const said = new WeakMap<object, Said>()
  return (path, value) => {
    if (value === undefined || value === null) return value === null ? '无' : ''
    const column = columns.get(path)
    if (!column) return typeof value === 'object' ? value.join('、') : String(value)
    const ids = {}
    said.set(ids, value)
    const { word: _, ...plain } = column
    return String(print(column.word === undefined ? column : { ...plain, kind: 'word' }, [ids], 0) ?? '')
  }
}

interface Linking {
  readonly book: Book
  readonly link: LinkSaid
  readonly proposals: Proposal[]
  readonly show: Differing['show']
}

/** What covers a unit: begun where the form names it and the book does not, ended where the form names others. */
function proposeLink({ book, link: { role, of, to, statement }, proposals }: Linking): void {
  const name = book.form.roles[role]?.linkedBy ?? ''
  const act = book.form.acts[name]
  if (!act) return
  const held = of.isNew ? [] : book.linked(role, of.id)
  const before = held.map((id) => nameOf(book, role, id)).join('、')
  const difference: Difference = {
    place: statement.place,
    from: before,
    to: to.map((one) => one.name).join('、') || '无',
  }
  const asks = of.asks ?? to.find((one) => one.asks)?.asks
  const made = (type: string, other: string, day: { readonly on: string; readonly from: Words }): Proposal => ({
    event: { type, effectiveOn: day.on, data: { ...of.ids, [book.keyOf(role)]: other } },
    subject: of.name,
    differences: [difference],
    dayFrom: day.from,
    ...(asks ? { asks } : {}),
  })
  const today = { on: book.view.asOf, from: { zh: '表的截止日', en: 'the day of the form' } }
  const said = new Set(to.map(({ id }) => id))
  for (const id of held) if (!said.has(id) && act.ends !== undefined) proposals.push(made(act.ends, id, today))
  for (const one of to)
    if (!held.includes(one.id))
      proposals.push(made(act.type, one.id, one.isNew ? linkDay(book, of, one, proposals) : today))
}

/** What is new covers from its own first day on, or from that of the unit where that is later. */
function linkDay(
  book: Book,
  of: Bundle,
  to: Bundle,
  proposals: readonly Proposal[],
): { readonly on: string; readonly from: Words } {
  const [own, other] = [dayOf(book, of, proposals), dayOf(book, to, proposals)]
  return own > other
    ? { on: own, from: { zh: '单位列入台账之日', en: 'the day on which the unit is listed' } }
    : { on: other, from: { zh: '党组织成立之日', en: 'the day of its founding' } }
}

function dayOf(book: Book, { role, ids, isNew }: Bundle, proposals: readonly Proposal[]): string {
  const relation = book.form.roles[role]?.relation ?? ''
  if (!isNew) {
    const row = book.row(`${relation}.name`, ids)
    return row ? beginningOf(row).from : book.view.asOf
  }
  const type = book.form.acts[relation]?.type
  const [key, id] = Object.entries(ids)[0] ?? ['', '']
  return (
    proposals.find(({ event }) => event.type === type && event.data[key] === id)?.event.effectiveOn ?? book.view.asOf
  )
}

function nameOf(book: Book, role: string, id: string): string {
  const relation = book.form.roles[role]?.relation ?? ''
  const row = book.row(`${relation}.name`, { [book.keyOf(role)]: id })
  const name = row && attributesOf(row)['name']
  return typeof name === 'string' ? name : id
}

/** What the book has of what the form covers, and the form has not. It is never ended by an import. */
function missing(book: Book, named: ReadonlySet<string>, covered: ReadonlySet<string> | undefined): readonly Remark[] {
  const { form } = book
  const title = form.roles[form.about]?.title ?? { zh: '', en: '' }
  return [...(covered ?? [])]
    .filter((id) => !named.has(id))
    .map((id) => {
      const name = nameOf(book, form.about, id)
      return {
        code: 'missing',
        message: {
          zh: `台账里有${title.zh}“${name}”（${id}），表上没有：是否不再纳入管理？原因是什么？`,
          en: `the book has the ${title.en} "${name}" (${id}), the form has not: is it listed no more, and why?`,
        },
      }
    })
}

/** What the book counts itself is not imported, only told where it is another. */
const compared = (book: Book, rows: ReturnType<typeof bundled>['rows']): readonly Remark[] =>
  rows.flatMap(({ row, ids }) =>
    row.told.flatMap(({ column, value, place }) => {
      const [own] = ids
      const counted = own && toldBy(book, column, own)
      if (counted === undefined || counted === value) return []
      return [
        {
          code: 'counted-otherwise',
          place,
          message: worded(place, {
            zh: `表上是 ${value}，台账自己数出来是 ${counted}（只作比较，不导入）`,
            en: `says ${value}, and the book counts ${counted} (compared, not imported)`,
          }),
        },
      ]
    }),
  )
