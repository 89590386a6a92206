import { party, relations } from '@taizhang/core'
import { attributeColumns, type AnyEvent, type AnyRelation } from '@taizhang/kernel/define'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { fields } from '../src/domain/fields.ts'
import { labels } from '../src/domain/labels.ts'
import * as lists from '../src/domain/words.ts'

/** What a schema takes, on one line. */
const shape = (schema: unknown): string => {
  // A catalogue's schemas are of whatever data.
  const { $schema: _, ...rest } = z.toJSONSchema(schema as z.ZodType, { unrepresentable: 'any', io: 'input' })
  return JSON.stringify(rest)
}

const eventLines = ({ type, earlier, data }: AnyEvent): readonly string[] =>
  [...earlier.map((one) => one.data), data].map((schema, at) => `${type} ${at + 1} ${shape(schema)}`)

const names = (of: readonly AnyRelation[]): readonly string[] => of.map(({ name }) => name)

function relationLine(relation: AnyRelation): string {
  const { name, key, within, endedByNew, refersTo, inherits } = relation
  const columns = attributeColumns(relation).map((column) => `${column.name} ${column.kind}`)
  const refers = refersTo.map((one) => `${one.attribute} ${one.relation.name}`)
  const taken = Object.entries(inherits as Readonly<Record<string, AnyRelation>>).map(
    ([attribute, parent]) => `${attribute} ${parent.name}`,
  )
  return `${name} ${JSON.stringify({ key, columns, within: names(within), endedByNew: names(endedByNew), refers, taken })}`
}

/** What is recorded is read for ever: a difference here is a new version of an event, or something new, and never another meaning of what is there. */
test('what events say and what facts have is what it was', async () => {
  const lines = [...[...party.events.values()].flatMap(eventLines), ...relations.map(relationLine)].toSorted()
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('golden/wire.txt')
})

describe('words', () => {
  const closed = Object.entries(lists).flatMap(([name, list]) =>
    list instanceof z.ZodEnum ? [[name, list] as const] : [],
  )
  const listed = new Set(closed.flatMap(([, { options }]) => options.map(String)))

  test('every word of a closed list is said in both languages, no two of one list alike, and nothing else is', () => {
    expect(closed.length).toBeGreaterThan(30)
    expect(Object.keys(labels).toSorted()).toEqual([...listed].toSorted())
    for (const [name, { options }] of closed)
      for (const language of ['zh', 'en'] as const) {
        const said = options.map((word) => party.labelOf(word)[language])
        expect([name, new Set(said).size]).toEqual([name, options.length])
      }
  })

  test('every member of events and facts has a name', () => {
    const members = [
      // The data of every event of the Party is an object; the type of a definition leaves open which schema it is.
      ...[...party.events.values()].flatMap(({ data }) => Object.keys((data as unknown as z.ZodObject).shape)),
      ...relations.flatMap(({ key, attributes }) => [...key, ...Object.keys(attributes)]),
    ]
    expect(new Set(members).size).toBeGreaterThan(100)
    expect([...new Set(members)].filter((name) => !Object.hasOwn(fields, name) && !listed.has(name))).toEqual([])
  })

  test.each([
    ['label', labels],
    ['name of a member', fields],
  ] as const)('each %s is Chinese in Chinese, and plain words in English', (_, said) => {
    const wrong = Object.entries(said).filter(
      ([, { zh, en }]) => !/\p{Script=Han}/u.test(zh) || !/^[A-Za-z][\w ’(),-]*$/.test(en),
    )
    expect(wrong).toEqual([])
  })
})
