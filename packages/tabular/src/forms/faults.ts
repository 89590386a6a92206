import type { Domain, Form, FormColumn } from '@taizhang/kernel/define'
import { expectDomain, expectForm } from './doors.ts'
import { keyPlan, readPath, relationAt, takes } from './paths.ts'

/**
 * What is wrong with a form, held against its domain: paths to what is not there, events that are none, columns that nothing changes. Each in one
 * sentence; none where the form fits.
 *
 * @example faultsOfForm(form, domain) // => []
 */
export function faultsOfForm(form: Form, domain: Domain): readonly string[] {
  expectForm(form)
  expectDomain(domain)
  return [
    ...roleFaults(form, domain),
    ...actFaults(form, domain),
    ...form.columns.flatMap((one) => columnFaults(form, domain, one)),
  ]
}

function roleFaults(form: Form, { relations, events }: Domain): readonly string[] {
  const names = new Set(relations.map(({ name }) => name))
  return [
    ...(form.roles[form.about] ? [] : [`about "${form.about}" is no role`]),
    ...Object.entries(form.roles).flatMap(([role, { relation, linkedBy, by }]) => {
      const found = relations.find(({ name }) => name === relation)
      return [
        ...(found?.key.length === 1 ? [] : [`role ${role}: "${relation}" is no relation with one key column`]),
        ...(linkedBy === undefined || names.has(linkedBy) ? [] : [`role ${role}: no relation "${linkedBy}"`]),
        ...by.filter((one) => !(one in (found?.attributes ?? {}))).map((one) => `role ${role}: no attribute "${one}"`),
        ...(form.acts[relation] && events.has(form.acts[relation].type)
          ? []
          : [`role ${role}: nothing begins a ${relation}`]),
      ]
    }),
  ]
}

const actFaults = ({ acts }: Form, { events }: Domain): readonly string[] =>
  Object.entries(acts).flatMap(([path, { type, ends, again, steps }]) =>
    [type, ends, again, steps?.down]
      .filter((one) => one !== undefined && !events.has(one))
      .map((one) => `${path}: no event "${one}"`),
  )

/** Attributes that no relation has: the day on which a fact began, its id, and what people are recognized by. */
const everywhere = ['from', 'id', 'bornOn']

function columnFaults(form: Form, domain: Domain, column: FormColumn): readonly string[] {
  const title = column.title.join('/')
  if (column.title.length === 0) return ['a column has no title']
  if (
    column.told &&
    !domain.lists.some(
      ({ id, columns }) => id === column.told?.list && columns.some((one) => one.id === column.told?.column),
    )
  )
    return [`${title}: no column "${column.told.column}" in a list "${column.told.list}"`]
  if (column.of === undefined) return []
  const path = readPath(column.of)
  const relation = relationAt(domain.relations, path)
  if (!relation) return [`${title}: "${column.of}" is about no relation`]
  const { attribute } = path
  if (attribute !== undefined && !everywhere.includes(attribute) && !(attribute in relation.attributes))
    return [`${title}: ${relation.name} has no attribute "${attribute}"`]
  if (keyPlan(domain, form, path).byRole.length === 0) return [`${title}: no role says which ${relation.name} is meant`]
  const words = [column.word, ...Object.values(column.spellings ?? {})].filter((one) => one !== undefined)
  return words
    .filter((word) => !takes(relation, attribute, word))
    .map((word) => `${title}: ${column.of} is never "${word}"`)
}
