import type { AnyRelation, Domain, Form } from '@taizhang/kernel/define'

/** A path in parts: `office[secretary]`, `unit.name`. */
export interface Path {
  readonly relation: string
  readonly fixed: readonly string[]
  readonly attribute: string | undefined
}

const shape = /^([a-zA-Z]+)(?:\[([^\]]+)\])?(?:\.([a-zA-Z]+))?$/u

const read = new Map<string, Path>()

/** The parts of a path. They are the same each time. */
export function readPath(path: string): Path {
  const known = read.get(path)
  if (known) return known
  const [, relation = '', fixed, attribute] = shape.exec(path) ?? []
  const made = { relation, fixed: fixed?.split(',') ?? [], attribute }
  read.set(path, made)
  return made
}

export const relationAt = (relations: Domain['relations'], { relation }: Path): AnyRelation | undefined =>
  relations.find(({ name }) => name === relation)

/** Which of a relation's key columns the roles give, which the path itself, and which is left: that is what the path says. */
export interface KeyPlan {
  readonly byRole: readonly string[]
  readonly byPath: Readonly<Record<string, string>>
  readonly open: string | undefined
}

/** The key column of a role's relation. */
export const keyOfRole = (relations: Domain['relations'], { relation }: Form['roles'][string]): string =>
  String(relations.find(({ name }) => name === relation)?.key[0] ?? '')

export function keyPlan({ relations }: Pick<Domain, 'relations'>, form: Form, path: Path): KeyPlan {
  const relation = relationAt(relations, path)
  const keys = (relation?.key ?? []).map(String)
  const roles = new Set(Object.values(form.roles).map((role) => keyOfRole(relations, role)))
  const byRole = keys.filter((key) => roles.has(key))
  const rest = keys.filter((key) => !roles.has(key))
  const byPath = Object.fromEntries(path.fixed.map((value, at) => [rest[at] ?? '', value]))
  return { byRole, byPath, open: rest[path.fixed.length] }
}

/** Whether an attribute takes a value. */
export function takes(relation: AnyRelation | undefined, attribute: string | undefined, value: unknown): boolean {
  // A relation of whatever shape: its attributes are schemas.
  const schemas = (relation?.attributes ?? {}) as Readonly<
    Record<string, { safeParse(value: unknown): { success: boolean } }>
  >
  return schemas[attribute ?? '']?.safeParse(value).success === true
}
