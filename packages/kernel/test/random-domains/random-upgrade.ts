import type { Choices } from './choices.ts'
import type { NaiveEvent, Values } from './naive-facts.ts'
import type { EarlierRecipe, EventRecipe, FieldRecipe, Recipe } from './recipe.ts'

/** A field of which no change speaks, so that its meaning may change with a version. */
const extra = 'extra'

/** A domain, and the one that it is upgraded to: some of its events have a version 2. */
export interface Upgrade {
  readonly before: Recipe
  readonly after: Recipe
}

export function randomUpgrade(choices: Choices, recipe: Recipe): Upgrade {
  const withExtra: FieldRecipe = { kind: 'count', optional: true }
  const before: Recipe = {
    ...recipe,
    events: recipe.events.map((event) => ({ ...event, fields: { ...event.fields, [extra]: withExtra } })),
    flows: recipe.flows.map((flow) => ({ ...flow, sums: extra })),
  }
  const first = choices.below(before.events.length)
  const events = before.events.map((event, at) => (at === first || choices.percent(40) ? next(choices, event) : event))
  const flows = before.flows.map((flow) => {
    const { renamed = {} } = events.find(({ type }) => type === flow.type)?.earlier ?? {}
    const { by } = flow
    return { ...flow, sums: renamed[extra] ?? extra, ...(by === undefined ? {} : { by: renamed[by] ?? by }) }
  })
  return { before, after: { ...before, events, flows } }
}

/** Version 2 of an event: fields have other names, one counts double, one is new, and it refuses more or less than before. */
function next(choices: Choices, event: EventRecipe): EventRecipe {
  const { fields, changes, most, withdraws } = event
  const names = choices.some(Object.keys(fields), 50)
  const renamed = Object.fromEntries(names.map((name) => [name, `${name}-2`]))
  const named = (field: string): string => renamed[field] ?? field
  const columns = (given: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(given).map(([column, field]) => [column, named(field)]))
  const counts = Object.keys(fields).filter((name) => fields[name]?.kind === 'count')
  const field = choices.perhaps(counts, 50)
  const earlier: EarlierRecipe = {
    fields,
    renamed,
    ...(most === undefined ? {} : { most }),
    ...(choices.percent(60) ? { doubled: extra } : {}),
  }
  return {
    type: event.type,
    fields: {
      ...Object.fromEntries(Object.entries(fields).map(([name, one]) => [named(name), one])),
      ...(choices.percent(50) ? { added: { kind: 'text', optional: true } as const } : {}),
    },
    changes: changes.map((change) => ({
      ...change,
      key: columns(change.key),
      values: columns(change.values),
      expect: columns(change.expect),
    })),
    // Old events may say what the new version refuses.
    ...(field === undefined ? {} : { most: { field: named(field), value: choices.below(3) } }),
    ...(withdraws === undefined ? {} : { withdraws: named(withdraws) }),
    earlier,
  }
}

/** Data of version 1 in the form of version 2. */
export const newForm = ({ renamed, doubled }: EarlierRecipe, data: Values): Values =>
  Object.fromEntries(
    Object.entries(data).map(([name, value]) => [renamed[name] ?? name, name === doubled ? 2 * Number(value) : value]),
  )

/** What the later program makes of an event that was recorded before. */
export const upgraded =
  ({ events }: Recipe) =>
  (event: NaiveEvent): NaiveEvent => {
    const earlier = events.find(({ type }) => type === event.type)?.earlier
    return earlier ? { ...event, data: newForm(earlier, event.data), stored: event.data } : event
  }
