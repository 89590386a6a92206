import { attributesOf, bookOf, referred, type Book, type Ids } from './book.ts'
import type { Persons } from './fill-form.ts'
import { matcherOf, twice, type Matched, type MatchOptions } from './match.ts'
import { readPath } from './paths.ts'
import { worded, type FormRow, type Remark, type Statement } from './read-form.ts'
import type { Said } from './values/outcome.ts'
import { keyOf } from './values/plain.ts'

/** All that a form says of one subject. */
export interface Bundle extends Matched {
  readonly role: string
  readonly ids: Ids
  readonly name: string
  readonly statements: Map<string, Statement>
}

/** That something covers what a row is about, as the form says; `of` is the row's own. */
export interface LinkSaid {
  readonly role: string
  readonly of: Bundle
  readonly to: readonly Bundle[]
  readonly statement: Statement
}

export interface Bundled {
  readonly bundles: readonly Bundle[]
  readonly links: readonly LinkSaid[]
  readonly refusals: readonly Remark[]
  readonly remarks: readonly Remark[]
  /** The rows with the subject of each, for what is compared. */
  readonly rows: readonly { readonly row: FormRow; readonly ids: readonly Ids[] }[]
}

export interface BundleOptions extends MatchOptions {
  readonly persons?: Persons | undefined
}

/** Finds what each row is about, and puts together what several rows say of one subject. */
export function bundled(book: Book, rows: readonly FormRow[], options: BundleOptions): Bundled {
  const { form } = book
  const refusals: Remark[] = []
  const remarks: Remark[] = []
  const bundles = new Map<string, Bundle>()
  const links: LinkSaid[] = []
  const matchers = new Map(Object.keys(form.roles).map((role) => [role, matcherOf(book, role, options)]))
  const own = ownSubjects(book, rows, matchers, refusals, options)
  const named = namesIn(book, rows)
  const blocks = new Map<string, Matched>()
  const read: { readonly row: FormRow; readonly ids: readonly Ids[] }[] = []
  for (const { row, matched } of own) {
    const before = refusals.length
    const bundle = bundleFor(book, bundles, form.about, matched, row)
    const linked = Object.keys(form.roles).flatMap((role) => {
      const asked = { role, row, of: matched, matchers, named, refusals, remarks, blocks, name: bundle.name }
      const found = linkedSubjects(book, asked) ?? unnamedSubject(book, asked)
      return found ? [{ role, ...found }] : []
    })
    if (refusals.length > before) continue
    const others = linked.map(({ role, matched, statement }) => {
      const to = matched.map((one) => bundleFor(book, bundles, role, one, row))
      links.push({ role, of: bundle, to, statement })
      return { role, to }
    })
    for (const statement of row.statements.values())
      give(book, { statement, bundle, others, refusals, remarks, persons: options.persons, matchers, named })
    read.push({ row, ids: idsOfRow(bundle, others) })
  }
  return { bundles: [...bundles.values()], links, refusals, remarks, rows: read }
}

type Matcher = ReturnType<typeof matcherOf>
type Matchers = ReadonlyMap<string, Matcher>

const idsOfRow = (bundle: Bundle, others: readonly { readonly to: readonly Bundle[] }[]): readonly Ids[] =>
  others.reduce<readonly Ids[]>(
    (all, { to }) => (to.length === 0 ? all : all.flatMap((ids) => to.map((one) => ({ ...ids, ...one.ids })))),
    [bundle.ids],
  )

/** What each row is about. Names that are almost those of something that the form does not name are taken for it, and asked about. */
function ownSubjects(
  { form }: Book,
  rows: readonly FormRow[],
  matchers: Matchers,
  refusals: Remark[],
  { persons }: BundleOptions,
): readonly { readonly row: FormRow; readonly matched: Matched }[] {
  const matcher = matchers.get(form.about)
  const role = form.roles[form.about]
  if (!matcher || !role) return []
  const at = (row: FormRow) => (attribute: string) => row.statements.get(`${role.relation}.${attribute}`)
  const found = rows.map((row) => ({
    row,
    found: role.isPerson ? personOf(row, role.relation, matcher, persons) : matcher.found(at(row)),
  }))
  const taken = new Set(found.flatMap(({ found }) => (found && 'matched' in found ? [found.matched.id] : [])))
  const firsts = new Map<string, FormRow>()
  return found.flatMap(({ row, found }) => {
    if (found && 'refusal' in found) {
      refusals.push(found.refusal)
      return []
    }
    const matched = found?.matched ?? similar(matcher, at(row), taken) ?? matcher.fresh(at(row))
    if (!matched) return []
    const first = firsts.get(matched.id)
    const naming = ['name', ...role.by, 'id'].map(at(row)).find((one) => one !== undefined && one.value !== null)
    if (first && naming) {
      refusals.push(twice(first, naming, String(naming.value)))
      return []
    }
    taken.add(matched.id)
    firsts.set(matched.id, row)
    return [{ row, matched }]
  })
}

function personOf(
  row: FormRow,
  relation: string,
  { ids }: Matcher,
  persons: Persons | undefined,
): { readonly matched: Matched } | { readonly refusal: Remark } | undefined {
  const statement = row.statements.get(`${relation}.id`)
  if (!statement || statement.value === null) return undefined
  const name = nameIn(statement.value)
  const born = row.statements.get(`${relation}.bornOn`)?.value
  const id = ids.has(name) ? name : persons?.idOf(name, typeof born === 'string' ? born : undefined)
  if (id === undefined) return { refusal: unknownPerson(statement, name, persons !== undefined) }
  return { matched: { id, isNew: !ids.has(id) } }
}

const nameIn = (said: Said): string => (typeof said === 'object' ? (said[0] ?? '') : String(said))

const unknownPerson = ({ place }: Statement, name: string, hasRegister: boolean): Remark => ({
  code: hasRegister ? 'several-persons' : 'no-register',
  place,
  message: worded(
    place,
    hasRegister
      ? {
          zh: `有几个人叫“${name}”：请加一列出生日期，或写人员编号`,
          en: `several persons are called "${name}": add a column with dates of birth, or write the id`,
        }
      : {
          zh: `台账不记姓名，认不出“${name}”：请写台账里已有的人员编号`,
          en: `the book holds no names, so "${name}" is not known: write an id that it has`,
        },
  ),
})

function similar(
  { alike, nameOf }: Matcher,
  statement: (attribute: string) => Statement | undefined,
  taken: ReadonlySet<string>,
): Matched | undefined {
  const name = statement('name')
  if (!name || name.value === null) return undefined
  const id = alike(String(name.value), (one) => !taken.has(one))
  return id === undefined
    ? undefined
    : {
        id,
        isNew: false,
        asks: {
          zh: `名称与台账里的“${nameOf(id)}”相近：确认是它改了名，还是另一个`,
          en: `the name is almost "${nameOf(id)}" of the book: say whether that was renamed, or this is another`,
        },
      }
}

/** The names that the whole form has, with what they are of. */
const namesIn = ({ form }: Book, rows: readonly FormRow[]): ReadonlySet<string> =>
  new Set(
    Object.values(form.roles).flatMap(({ relation }) =>
      rows.flatMap((row) => {
        const said = row.statements.get(`${relation}.name`)?.value ?? []
        return (typeof said === 'object' ? said : [String(said)]).map((name) => `${relation} ${keyOf(name)}`)
      }),
    ),
  )

interface LinkAsked {
  readonly role: string
  readonly row: FormRow
  readonly of: Matched
  readonly matchers: Matchers
  readonly named: ReadonlySet<string>
  readonly refusals: Remark[]
  readonly remarks: Remark[]
  /** What merged cells are about, by the first of them. */
  readonly blocks: Map<string, Matched>
  /** The name of what the row is about. */
  readonly name: string
}

/** The subjects that a row links what it is about to; `undefined` where it says nothing of them. */
function linkedSubjects(
  book: Book,
  { role: name, row, of, matchers, named, refusals }: LinkAsked,
): { readonly matched: readonly Matched[]; readonly statement: Statement } | undefined {
  const role = book.form.roles[name]
  const matcher = matchers.get(name)
  const statement = role && row.statements.get(`${role.relation}.name`)
  if (!role || role.linkedBy === undefined || !matcher || !statement) return undefined
  if (statement.value === null) return { matched: [], statement }
  const names = typeof statement.value === 'object' ? statement.value : [String(statement.value)]
  const matched = names.flatMap((one): readonly Matched[] => {
    const at = (attribute: string): Statement | undefined =>
      attribute === 'name'
        ? { ...statement, value: one }
        : names.length > 1
          ? undefined
          : row.statements.get(`${role.relation}.${attribute}`)
    const found = matcher.found(at)
    if (found && 'refusal' in found) {
      refusals.push(found.refusal)
      return []
    }
    if (found) return [found.matched]
    const renamed = of.isNew ? undefined : renamedLink(book, { role: name, of, names, named, matcher })
    return [renamed ?? matcher.fresh(at)].filter((each) => each !== undefined)
  })
  return { matched, statement }
}

/** What a row tells of without a name: what is linked in the book, what a merged cell told of before, or something new with a name after the row's own. */
function unnamedSubject(
  book: Book,
  asked: LinkAsked,
): { readonly matched: readonly Matched[]; readonly statement: Statement } | undefined {
  const { role: name, row, of, blocks } = asked
  const role = book.form.roles[name]
  if (!role?.named || role.linkedBy === undefined) return undefined
  const told = [...row.statements.values()].filter(
    ({ path, value }) => value !== null && path.startsWith(`${role.relation}.`),
  )
  const [first] = told
  if (!first || told.some(({ path }) => path === `${role.relation}.name`)) return undefined
  const block = told.find((one) => one.block !== undefined)?.block
  const known = block === undefined ? undefined : blocks.get(block)
  const [held, ...others] = of.isNew ? [] : book.linked(name, of.id)
  if (others.length > 0) return undefined
  const matched = known ?? (held === undefined ? newlyNamed(role, asked, first) : { id: held, isNew: false })
  if (block !== undefined && matched) blocks.set(block, matched)
  return matched && { matched: [matched], statement: first }
}

function newlyNamed(
  { relation, named }: Book['form']['roles'][string],
  { role, row, matchers, remarks, name: own }: LinkAsked,
  first: Statement,
): Matched | undefined {
  const { by = '', endings = {} } = named ?? {}
  const kind = row.statements.get(`${relation}.${by}`)?.value
  const text = `${own}${endings[String(kind)] ?? Object.values(endings)[0] ?? ''}`
  const said: Statement = { path: `${relation}.name`, value: text, place: first.place }
  const at = (attribute: string): Statement | undefined => (attribute === 'name' ? said : undefined)
  const found = matchers.get(role)?.found(at)
  if (found && 'matched' in found) return found.matched
  const zh = `表上没有写名称，取名“${text}”`
  const message = worded(first.place, { zh, en: `the form has no name for it, "${text}" is taken` })
  remarks.push({ code: 'guess', place: first.place, message })
  const fresh = matchers.get(role)?.fresh(at)
  return fresh && { ...fresh, said }
}

/** The one that is linked in the book, where the form names it nowhere: it may have another name now. */
function renamedLink(
  book: Book,
  {
    role,
    of,
    names,
    named,
    matcher,
  }: {
    readonly role: string
    readonly of: Matched
    readonly names: readonly string[]
    readonly named: ReadonlySet<string>
    readonly matcher: Matcher
  },
): Matched | undefined {
  const [id, ...others] = book.linked(role, of.id)
  const relation = book.form.roles[role]?.relation ?? ''
  const name = id === undefined ? undefined : matcher.nameOf(id)
  if (
    id === undefined ||
    others.length > 0 ||
    names.length > 1 ||
    name === undefined ||
    named.has(`${relation} ${name}`)
  )
    return undefined
  return {
    id,
    isNew: false,
    asks: {
      zh: `台账里是“${name}”，表上没有它：确认是它改了名，还是另一个`,
      en: `the book has "${name}", which the form does not name: say whether it was renamed, or this is another`,
    },
  }
}

function bundleFor(book: Book, bundles: Map<string, Bundle>, role: string, matched: Matched, row: FormRow): Bundle {
  const key = `${role} ${matched.id}`
  const known = bundles.get(key)
  if (known) return known
  const relation = book.form.roles[role]?.relation ?? ''
  const ids = { [book.keyOf(role)]: matched.id }
  const inBook = book.row(`${relation}.name`, ids)
  const kept = inBook && attributesOf(inBook)['name']
  const said = row.statements.get(`${relation}.name`)?.value
  const name = typeof kept === 'string' ? kept : said === null || said === undefined ? matched.id : String(said)
  const statements = new Map(matched.said ? [[matched.said.path, matched.said]] : [])
  const made = { ...matched, role, ids, name: matched.said ? String(matched.said.value) : name, statements }
  bundles.set(key, made)
  return made
}

interface Giving {
  readonly statement: Statement
  readonly bundle: Bundle
  readonly others: readonly { readonly role: string; readonly to: readonly Bundle[] }[]
  readonly refusals: Remark[]
  readonly remarks: Remark[]
  readonly persons: Persons | undefined
  readonly matchers: Matchers
  readonly named: ReadonlySet<string>
}

/** What somebody is recognized by, and the book does not hold. */
const recognizing = new Set(['id', 'bornOn'])

/** Gives what a cell says to the subject that it is about. */
function give(book: Book, giving: Giving): void {
  const { statement, bundle, others, refusals, remarks } = giving
  if (recognizing.has(readPath(statement.path).attribute ?? '')) return
  const { byRole } = book.plan(statement.path)
  const [key] = byRole
  const target = [bundle, ...others.flatMap(({ to }) => to)].filter((one) => key !== undefined && key in one.ids)
  const [first, ...more] = target
  if (!first || isNaming(statement, more.length)) return
  if (more.length > 0) {
    refusals.push(ofWhich(statement))
    return
  }
  const resolved = resolve(book, giving)
  if ('message' in resolved) (resolved.code === 'no-register' ? remarks : refusals).push(resolved)
  else put(first, resolved, refusals)
}

/** The names of several are said already. */
const isNaming = ({ path }: Statement, others: number): boolean => others > 0 && path.endsWith('.name')

const ofWhich = ({ place }: Statement): Remark => ({
  code: 'of-which',
  place,
  message: worded(place, {
    zh: '这一行写了几个名称，分不清说的是哪个：请分行填写',
    en: 'the row names several: of which this is said cannot be told; use a row for each',
  }),
})

function put({ statements, name }: Bundle, statement: Statement, refusals: Remark[]): void {
  const known = statements.get(statement.path)
  if (known && !sameSaid(known.value, statement.value))
    refusals.push({
      code: 'contradiction',
      place: statement.place,
      message: worded(statement.place, {
        zh: `与 ${known.place.address} 对“${name}”的说法不一致`,
        en: `says something else of "${name}" than ${known.place.address}`,
      }),
    })
  else if (!known) statements.set(statement.path, statement)
}

/** Whether two statements say the same: spaces and the form of brackets and digits are none of a text. */
export function sameSaid(a: Said | null | undefined, b: Said | null | undefined): boolean {
  if (typeof a === 'object' && typeof b === 'object' && a !== null && b !== null)
    return a.length === b.length && a.toSorted().every((one, at) => one === b.toSorted()[at])
  if (typeof a === 'string' && typeof b === 'string') return keyOf(a) === keyOf(b)
  return a === b
}

/** Names as ids: of what an attribute refers to, and of persons. */
function resolve(book: Book, { statement, persons, matchers, named }: Giving): Statement | Remark {
  const column = book.form.columns.find(({ of }) => of === statement.path)
  const { value } = statement
  if (value === null || typeof value !== 'object') return statement
  if (column?.kind === 'person') return personIds(book, statement, value, persons)
  const to = referred(book, statement.path)
  if (!to) return { ...statement, value: value.join('、') }
  const [name = ''] = value
  const role = Object.entries(book.form.roles).find(([, { relation }]) => relation === to.name)?.[0]
  const matcher = role === undefined ? referenceMatcher(book, to.name) : matchers.get(role)
  const at = (attribute: string): Statement | undefined =>
    attribute === 'name' ? { ...statement, value: name } : undefined
  const found = matcher?.found(at)
  if (found && 'refusal' in found) return found.refusal
  const matched = found?.matched ?? (named.has(`${to.name} ${keyOf(name)}`) ? matcher?.fresh(at) : undefined)
  if (matched) return { ...statement, value: matched.id }
  return {
    code: 'no-such-name',
    place: statement.place,
    message: worded(statement.place, {
      zh: `台账里没有“${name}”：请先导入它`,
      en: `the book has no "${name}": import that first`,
    }),
  }
}

/** Finds by name what no role of the form is about. */
function referenceMatcher(book: Book, relation: string): Matcher {
  return book.view.facts.derive(referenceMatchers).for(book, relation)
}

/** Kept with the facts: made once for all rows. */
const referenceMatchers = () => {
  const made = new Map<string, Matcher>()
  return {
    for: (book: Book, relation: string): Matcher => {
      const key = `${relation} ${book.view.asOf}`
      const known = made.get(key)
      if (known) return known
      const role = { title: { zh: relation, en: relation }, relation, by: ['name'] }
      const form = { ...book.form, roles: { ...book.form.roles, [relation]: role } }
      const matcher = matcherOf(bookOf(book.view, form), relation, { newId: () => '' })
      made.set(key, matcher)
      return matcher
    },
  }
}

function personIds(
  { isNamed }: Book,
  statement: Statement,
  names: readonly string[],
  persons: Persons | undefined,
): Statement | Remark {
  // Without a register only ids that the book has are known: a name must not come into it.
  const idOf = persons ? persons.idOf.bind(persons) : (name: string) => (isNamed(name) ? name : undefined)
  const ids = names.map((name) => (readPath(statement.path).attribute === 'id' ? name : idOf(name)))
  const at = ids.indexOf(undefined)
  if (at >= 0) return unknownPerson(statement, names[at] ?? '', persons !== undefined)
  return { ...statement, value: ids.filter((id) => id !== undefined) }
}
