import { beginningOf, holdsOn, type Row, type View } from '@taizhang/kernel'
import type { AnyRelation, Form } from '@taizhang/kernel/define'
import { subjectsNamed } from '@taizhang/kernel/internal'
import { keyOfRole, keyPlan, readPath, relationAt, type KeyPlan, type Path } from './paths.ts'
import type { Said } from './values/outcome.ts'

/** The ids that a row stands for, by key column: `{ unitId: 'u12', organizationId: 'o3' }`. */
export type Ids = Readonly<Record<string, string>>

/** What a book says on a day, in the paths of a form. */
export interface Book {
  readonly view: View
  readonly form: Form
  readonly relation: (name: string) => AnyRelation
  /** The fact that a path is about, as it holds on the day; `undefined` where there is none, or where the ids do not say which. */
  readonly row: (path: string, ids: Ids) => Row | undefined
  /** What the book says; `undefined` where it says nothing. */
  readonly value: (path: string, ids: Ids) => Said | undefined
  /** The facts of a role's relation on the day, of those that are on the form. */
  readonly subjects: (role: string) => readonly Row[]
  /** The ids of a role that a fact links to what the row is about. */
  readonly linked: (role: string, id: string) => readonly string[]
  readonly keyOf: (role: string) => string
  readonly plan: (path: string) => KeyPlan
  /** Whether an event of the view names it. */
  readonly isNamed: (id: string) => boolean
}

/** A view in the paths of a form. */
export function bookOf(view: View, form: Form): Book {
  const { domain, facts, asOf } = view
  const plans = new Map<string, KeyPlan>()
  const relation = (name: string): AnyRelation => {
    const found = domain.relations.find((one) => one.name === name)
    if (!found) throw new Error(`the form names a relation that is none: ${name}`)
    return found
  }
  const plan = (path: string): KeyPlan => {
    const known = plans.get(path) ?? keyPlan(domain, form, readPath(path))
    plans.set(path, known)
    return known
  }
  const keyOf = (name: string): string => {
    const role = form.roles[name]
    return role ? keyOfRole(domain.relations, role) : ''
  }
  const rows = (path: string, ids: Ids): readonly Row[] => {
    const of = relation(readPath(path).relation)
    const { byRole, byPath } = plan(path)
    const [first = ''] = byRole
    const wanted = Object.entries({ ...byPath, ...Object.fromEntries(byRole.map((key) => [key, ids[key]])) })
    return facts
      .where(of, first, ids[first])
      .filter((row) => holdsOn(row, asOf) && wanted.every(([key, id]) => (row.key as Ids)[key] === id))
  }
  const row = (path: string, ids: Ids): Row | undefined => rows(path, ids)[0]
  let named: ReadonlySet<string> | undefined
  return {
    view,
    form,
    relation,
    row,
    plan,
    keyOf,
    isNamed: (id) => (named ??= subjectsNamed({ domain, facts })).has(id),
    value: (path, ids) => valueOf(readPath(path), plan(path), rows(path, ids)),
    subjects: (name) => {
      const role = form.roles[name]
      if (!role) return []
      return facts.rows(relation(role.relation)).filter((one) => holdsOn(one, asOf) && isOnForm(one, role.only))
    },
    linked: (name, id) => {
      const link = form.roles[name]?.linkedBy
      if (link === undefined) return []
      return facts
        .where(relation(link), keyOf(form.about), id)
        .filter((one) => holdsOn(one, asOf))
        .map((one) => String((one.key as Ids)[keyOf(name)]))
    },
  }
}

const isOnForm = (row: Row, only: Readonly<Record<string, string>> = {}): boolean =>
  Object.entries(only).every(([attribute, value]) => attributesOf(row)[attribute] === value)

export const attributesOf = (row: Row): Readonly<Record<string, unknown>> => row.attributes

function valueOf({ attribute }: Path, { open, byRole }: KeyPlan, rows: readonly Row[]): Said | undefined {
  const [row] = rows
  if (attribute === 'from') return row && beginningOf(row).from
  if (attribute === 'id') return row && String((row.key as Ids)[byRole[0] ?? ''])
  if (attribute !== undefined) return row && plain(attributesOf(row)[attribute])
  if (open === undefined) return row !== undefined
  return rows.length === 0 ? undefined : rows.map(({ key }) => String((key as Ids)[open])).toSorted()
}

const plain = (value: unknown): Said | undefined =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : undefined

/** The relation of which an attribute holds the id, where a form's column is about one: the superior of an organization. */
export function referred(book: Book, path: string): AnyRelation | undefined {
  const parts = readPath(path)
  const of = relationAt(book.view.domain.relations, parts)
  const reference = of?.refersTo.find(({ attribute }) => attribute === parts.attribute)?.relation
  return reference
}
