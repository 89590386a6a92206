import type { Row, Words } from '@taizhang/kernel'
import { attributesOf, type Book, type Ids } from './book.ts'
import { worded, type FormRow, type Remark, type Statement } from './read-form.ts'
import { distance, keyOf } from './values/plain.ts'

/** A subject that a form names. */
export interface Matched {
  readonly id: string
  readonly isNew: boolean
  /** Why somebody must say whether it is this one. */
  readonly asks?: Words | undefined
  /** The name that it is given where the form has none. */
  readonly said?: Statement
}

export interface MatchOptions {
  /** An id for a subject that is not in the book, the same each time. */
  readonly newId: (relation: string, text: string) => string
  /** Names that mean a subject, by how they are written. */
  readonly same?: Readonly<Record<string, string>> | undefined
}

type Found = { readonly matched: Matched } | { readonly refusal: Remark }

/** Finds the subjects of a role: by what it is recognized by, the surest first, then by a name that is almost the same. */
export function matcherOf(book: Book, roleName: string, { newId, same = {} }: MatchOptions) {
  const role = book.form.roles[roleName]
  const relation = role?.relation ?? ''
  const by = role?.by ?? []
  const key = book.keyOf(roleName)
  const rows = role
    ? book.view.facts
        .rows(book.relation(relation))
        .filter((row) => row.from <= book.view.asOf && book.view.asOf < row.to)
    : []
  const idOf = (row: (typeof rows)[number]): string => String((row.key as Ids)[key])
  const ids = new Set(rows.map(idOf))
  const indexes = new Map(
    by.map((attribute) => [attribute, Map.groupBy(rows, (row) => keyOf(textAt(row, attribute)))] as const),
  )
  const names = new Map(rows.map((row) => [idOf(row), keyOf(textAt(row, 'name'))]))
  const alike = likeness(names)
  const sames = new Map(Object.entries(same).map(([name, id]) => [keyOf(name), id]))

  const found = (statement: (attribute: string) => Statement | undefined): Found | undefined => {
    const direct = statement('id')
    if (direct && direct.value !== null) {
      const id = String(direct.value)
      return ids.has(id) ? { matched: { id, isNew: false } } : { refusal: noSuch(direct, id) }
    }
    for (const attribute of by) {
      const said = statement(attribute)
      if (!said || said.value === null) continue
      const text = keyOf(String(said.value))
      const [one, ...others] = indexes.get(attribute)?.get(text) ?? []
      if (others.length > 0 && one) return { refusal: several(said, [one, ...others].map(idOf)) }
      if (one) return { matched: { id: idOf(one), isNew: false, asks: othersDiffer(one, by, attribute, statement) } }
      const known = sames.get(text)
      if (known !== undefined && ids.has(known)) return { matched: { id: known, isNew: false } }
    }
    return undefined
  }
  const fresh = (statement: (attribute: string) => Statement | undefined): Matched | undefined => {
    const said = by.map(statement).find((one) => one !== undefined && one.value !== null)
    return said && { id: newId(relation, String(said.value)), isNew: true }
  }
  return { found, fresh, alike, ids, nameOf: (id: string) => names.get(id) }
}

function textAt(row: Row, attribute: string): string {
  const value = attributesOf(row)[attribute]
  return typeof value === 'string' ? value : ''
}

/** Recognized by one thing, while another is not the same: a renaming, or another code. */
function othersDiffer(
  row: Row,
  by: readonly string[],
  matchedBy: string,
  statement: (attribute: string) => Statement | undefined,
): Words | undefined {
  const other = by.find((attribute) => {
    const said = statement(attribute)
    const kept = attributesOf(row)[attribute]
    return (
      attribute !== matchedBy &&
      said !== undefined &&
      said.value !== null &&
      typeof kept === 'string' &&
      keyOf(kept) !== keyOf(String(said.value))
    )
  })
  if (other === undefined) return undefined
  const kept = textAt(row, other)
  return {
    zh: `台账里这个对象的“${statement(other)?.place.title ?? other}”是“${kept}”：确认是同一个，只是改了`,
    en: `the book has "${kept}" for "${statement(other)?.place.title ?? other}": say whether it is the same and was changed`,
  }
}

const comparisonsMax = 2_000_000
const changesMax = 2
const shortName = 5

/** Names that are almost the same. Bounded: a large form in a book of others is not compared with all of it. */
function likeness(names: ReadonlyMap<string, string>) {
  let left = comparisonsMax
  return (text: string, isFree: (id: string) => boolean): string | undefined => {
    const name = keyOf(text)
    if (name.length < shortName) return undefined
    for (const [id, other] of names) {
      if (left-- <= 0) return undefined
      if (
        Math.abs(other.length - name.length) <= changesMax &&
        other.length >= shortName &&
        isFree(id) &&
        distance(name, other, changesMax) <= changesMax
      )
        return id
    }
    return undefined
  }
}

const noSuch = ({ place }: Statement, id: string): Remark => ({
  code: 'no-such-id',
  place,
  message: worded(place, { zh: `台账里没有编号 ${id}`, en: `the book has no id ${id}` }),
})

const several = ({ place, value }: Statement, ids: readonly string[]): Remark => ({
  code: 'several-alike',
  place,
  message: worded(place, {
    zh: `台账里有 ${ids.length} 个“${String(value)}”（${ids.join('、')}）：请加一列编号，或在 --map 里写明`,
    en: `the book has ${ids.length} of "${String(value)}" (${ids.join(', ')}): add a column with ids, or say it in --map`,
  }),
})

/** The rows that name one subject twice. */
export const twice = (first: FormRow, second: Statement, name: string): Remark => ({
  code: 'named-twice',
  place: second.place,
  message: worded(second.place, {
    zh: `“${name}”在 ${first.sheet} 第 ${first.row} 行已经有了：同一对象只能有一行`,
    en: `"${name}" is in ${first.sheet}, row ${first.row}, already: one row for each`,
  }),
})
