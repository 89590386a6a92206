import type { Words } from '../errors/refusal.ts'

/**
 * A form as clerks fill it in, as of a day: data alone, so that it can be written in JSON. What reads, fills and compares forms is in `@taizhang/tabular`.
 *
 * A *path* says what a column is about: `unit.name` (an attribute of a relation), `unit.from` (the day on which the fact began), `unit.id`,
 * `massOrganization[trade-union]` (whether there is one, with the rest of the key in brackets), `office[secretary]` (who it is: the part of the key that is left).
 * A row's key columns come from its roles.
 */
export interface Form {
  readonly id: string
  readonly title: Words
  /** Lines above the header, as they are printed. */
  readonly titles: readonly string[]
  /** The role that each row is about, by its name. */
  readonly about: string
  readonly roles: Readonly<Record<string, FormRole>>
  /** By path: the event that says a change in it. */
  readonly acts: Readonly<Record<string, FormAct>>
  readonly columns: readonly FormColumn[]
}

/** Something that a row is about: the unit, the organization that covers it. */
export interface FormRole {
  readonly title: Words
  /** A relation with one key column. */
  readonly relation: string
  /** The attributes that it is recognized by, the surest first. None for persons, who are recognized by their names alone. */
  readonly by: readonly string[]
  /** What is said of a new one where the form does not say it. */
  readonly otherwise?: Readonly<Record<string, unknown>>
  /** Only facts of the relation with this value are on the form. */
  readonly only?: Readonly<Record<string, string>>
  /** The relation that links it to what the row is about; its key has both. */
  readonly linkedBy?: string
  /**
   * Where the form has no column for its name: what follows the name of what the row is about in the name of a new one, by the value of an attribute; the
   * first is meant where the form does not say it.
   */
  readonly named?: { readonly by: string; readonly endings: Readonly<Record<string, string>> }
  /** It is a person: its name stands in the register, not in the book. */
  readonly isPerson?: boolean
}

/** The event that says a change. */
export interface FormAct {
  /** The type of the event with which the fact begins, or which sets the attribute. */
  readonly type: string
  /** The member of its data; by default the attribute's name. */
  readonly member?: string
  /** The type of the event with which the fact ends. */
  readonly ends?: string
  /** The type of the event that begins the next one while one holds (a renewal). */
  readonly again?: string
  /** The attribute that is the day on which it takes effect. */
  readonly day?: string
  /** `null` clears it. */
  readonly clears?: boolean
  /** The two types for the ways up and down along these words, with the members `from` and `to`. */
  readonly steps?: { readonly order: readonly string[]; readonly down: string }
  /** Another value means that the event which said it was wrong. */
  readonly corrects?: boolean
  /** Members that the form does not say. */
  readonly otherwise?: Readonly<Record<string, unknown>>
  /** A relation that it ends, and the member that says who stays. */
  readonly restates?: { readonly relation: string; readonly member: string }
}

/** How a column's cells are read. */
export type FormKind =
  | 'text'
  | 'code'
  | 'credit-code'
  | 'day'
  | 'yes-no'
  | 'whole'
  | 'years'
  | 'ten-thousand-yuan'
  | 'word'
  | 'name'
  | 'person'
  | 'serial'

/** A column of a form. */
export interface FormColumn {
  /** The levels of its title, the widest first. */
  readonly title: readonly string[]
  /** What its last level is also called. */
  readonly also?: readonly string[]
  readonly kind: FormKind
  /** The path that it is about; where there is none the book does not keep it. */
  readonly of?: string
  /** In a group of columns of which one is marked: the value that a mark says. */
  readonly word?: string
  /** Values by how they are also written. */
  readonly spellings?: Readonly<Record<string, string>>
  /** A column of one of the domain's lists that says what the book counts itself: it is printed and compared. */
  readonly told?: { readonly list: string; readonly column: string }
}
