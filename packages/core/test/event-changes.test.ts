import { party } from '@taizhang/core'
import type { AdoptableRules, AnyEvent, Change } from '@taizhang/kernel/define'
import { expect, test } from 'vitest'
import * as z from 'zod'

type Data = Readonly<Record<string, unknown>>

const rules: AdoptableRules = party.rules

/** Tried for each member of an event's data, besides the words of its list: the first that its schema takes, and nothing. */
const candidates = ['x1', '2023-03-04', false, true, 250, [], ['x1']]

const briefly = (values: Data): string => JSON.stringify(values).replaceAll('"', '')

const changeText = ({ verb, relation, key, values, expect }: Change): string =>
  [
    verb,
    relation.name,
    ...[key, values, expect].map((part) => (Object.keys(part).length > 0 ? briefly(part) : '-')),
  ].join(' ')

/** The data of every event of the Party is an object; the type of a definition leaves open which schema it is. */
const schemaOf = ({ data }: { readonly data: unknown }): z.ZodObject => data as z.ZodObject
/** An example is data of its event. */
const exampleOf = ({ example }: { readonly example: unknown }): Data => example as Data

/** What an event comes to: what it is refused for, or each of its changes. */
function outcome(definition: AnyEvent, data: Data): readonly string[] {
  const event = {
    id: '0b1f5c5e-4a56-4c8e-9a3e-000000000001',
    type: definition.type,
    book: 'test',
    effectiveOn: definition.exampleOn ?? '2019-05-20',
    evidence: definition.exampleEvidence,
  }
  const read = schemaOf(definition).parse(data)
  const admitted = definition.admit?.(read, rules, event) ?? true
  if (admitted !== true) return [`refused: ${admitted.code}`]
  return definition.changes(read, event, rules).map(changeText)
}

/** The words of a closed list that a member's schema has. */
function wordsOf(schema: unknown): readonly unknown[] {
  const { enum: words, anyOf = [] } = z.toJSONSchema(schema as z.ZodType, { unrepresentable: 'any', io: 'input' })
  return words ?? anyOf.flatMap((one) => (typeof one === 'object' ? (one.enum ?? []) : []))
}

/** The example without one of its members, and with other values of it; only such as the event's schema takes. */
function variants(definition: AnyEvent): readonly (readonly [string, Data])[] {
  const given = exampleOf(definition)
  const data = schemaOf(definition)
  return Object.entries(data.shape).flatMap(([member, schema]) => {
    const { [member]: own, ...without } = given
    const taken = (values: readonly unknown[]): readonly (readonly [string, Data])[] =>
      values
        .filter((value) => JSON.stringify(value) !== JSON.stringify(own))
        .map((value) => [`${member} ${JSON.stringify(value)}`, { ...given, [member]: value }] as const)
        .filter(([, one]) => data.safeParse(one).success)
    const absent =
      own === undefined || !data.safeParse(without).success ? [] : [[`without ${member}`, without] as const]
    return [...absent, ...taken([null]), ...taken(wordsOf(schema)), ...taken(candidates).slice(0, 1)]
  })
}

/** What the variant does otherwise than the example. */
function lines(definition: AnyEvent): readonly string[] {
  const whole = outcome(definition, exampleOf(definition))
  const others = variants(definition).flatMap(([what, data]) => {
    const found = outcome(definition, data)
    const [gone, come] = [whole.filter((one) => !found.includes(one)), found.filter((one) => !whole.includes(one))]
    return [`  ${what}`, ...(come.length > 0 ? come.map((one) => `    ${one}`) : gone.map((one) => `    no ${one}`))]
  })
  return [definition.type, ...whole.map((one) => `  ${one}`), ...others]
}

/** For each event: its example's changes, and what becomes of them without a member or with another value of it. */
test('what each event changes is what it was', async () => {
  const text = [...party.events.values()].flatMap(lines).join('\n')
  await expect(`${text}\n`).toMatchFileSnapshot('golden/event-changes.txt')
})
