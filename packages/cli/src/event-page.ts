import type { AnyEvent, Domain, Verb } from '@taizhang/kernel/define'

import { dataSchema, exampleOf, type JsonSchema } from './event-schema.ts'
import type { Language, Words } from './language.ts'
import { possibleChanges, type PossibleChange } from './possible-changes.ts'
import { sheet, type Paint } from './sheet.ts'

/** One event for people: what it says, its fields, what it changes, and a line to start from. */
export function eventPage(domain: Domain, definition: AnyEvent, paint: Paint): string {
  const { type, version, title, doc } = definition
  const { language, bold } = paint
  const head = { zh: '（第 {} 版）', en: ' (version {})' }[language].replace('{}', String(version))
  const titles = {
    fields: { zh: 'data 的字段', en: 'Fields of data' },
    changes: { zh: '引起的变更', en: 'What it changes' },
    example: { zh: '示例（一行 NDJSON）', en: 'Example (a line of NDJSON)' },
  }
  const fields = fieldsOf(dataSchema(definition))
  return [
    `${bold(`${type}  ${title[language]}`)}${head}\n${doc === title ? '' : `${doc[language]}\n`}`,
    `\n${bold(titles.fields[language])}\n${fieldSheet(domain, fields, paint)}`,
    `\n${bold(titles.changes[language])}\n${effects(domain, definition, language)
      .map((line) => `  ${line}\n`)
      .join('')}`,
    `\n${bold(titles.example[language])}\n${JSON.stringify(exampleOf(definition))}\n`,
  ].join('')
}

interface Field {
  readonly name: string
  readonly schema: JsonSchema
  readonly required: boolean
}

const fieldsOf = ({ properties = {}, required = [] }: JsonSchema): readonly Field[] =>
  Object.entries(properties).map(([name, schema]) => ({ name, schema, required: required.includes(name) }))

const fieldSheet = (domain: Domain, fields: readonly Field[], paint: Paint): string =>
  sheet<Field>(
    [
      { title: { zh: '字段', en: 'field' }, cell: ({ name }) => name },
      { title: { zh: '名称', en: 'name' }, cell: ({ name }, language) => domain.fieldOf(name)[language] },
      {
        title: { zh: '必填', en: 'required' },
        cell: ({ required }) => (required ? { zh: '是', en: 'yes' }[paint.language] : ''),
      },
      { title: { zh: '取值', en: 'value' }, cell: ({ schema }) => kindOf(schema, paint.language) },
    ],
    fields,
    paint,
  )

/** A field's kind in a few words. */
function kindOf(schema: JsonSchema, language: Language): string {
  const say = (words: Words): string => words[language]
  if (schema.anyOf) return schema.anyOf.map((one) => kindOf(one, language)).join(' | ')
  if (schema.enum) return schema.enum.join(' | ')
  if (schema.format === 'date') return say({ zh: '日期 YYYY-MM-DD', en: 'date YYYY-MM-DD' })
  if (typeof schema['pattern'] === 'string') return `${say({ zh: '文本，形如', en: 'text like' })} ${schema['pattern']}`
  switch (schema.type) {
    case 'string':
      return say({ zh: '文本', en: 'text' })
    case 'integer':
      return say({ zh: '整数', en: 'whole number' })
    case 'number':
      return say({ zh: '数', en: 'number' })
    case 'boolean':
      return say({ zh: 'true 或 false', en: 'true or false' })
    case 'null':
      return say({ zh: 'null（清除）', en: 'null (clears)' })
    case 'array':
      return `[${kindOf(schema.items ?? {}, language)}]`
    case 'object':
      return `{${fieldsOf(schema)
        .map(({ name, required, schema }) => `${name}${required ? '' : '?'}: ${kindOf(schema, language)}`)
        .join(', ')}}`
    case undefined:
    default:
      return say({ zh: '任意 JSON', en: 'any JSON' })
  }
}

const verbs: Readonly<Record<Verb, Words>> = {
  open: { zh: '开始', en: 'opens' },
  amend: { zh: '修改', en: 'amends' },
  close: { zh: '结束', en: 'closes' },
  set: { zh: '设定', en: 'sets' },
  closeIfOpen: { zh: '结束（如存在）', en: 'closes, if it holds,' },
  occur: { zh: '记为当日之事', en: 'happens on one day:' },
  mustHold: { zh: '要求当日存在', en: 'needs to hold:' },
}

/** What the event may change, whatever its data, and what the definition says besides. */
function effects(domain: Domain, definition: AnyEvent, language: Language): readonly string[] {
  const lines = possibleChanges(domain, definition).map((change) => effect(change, language))
  const taken: Words = { zh: '撤回另一条记录', en: 'takes another event back' }
  const permanent: Words = { zh: '本身不能更正或撤回', en: 'cannot itself be corrected or withdrawn' }
  return [
    ...lines,
    ...(definition.withdraws ? [taken[language]] : []),
    ...(definition.permanent ? [permanent[language]] : []),
  ]
}

function effect({ verb, relation, attributes }: PossibleChange, language: Language): string {
  const { name, key, title } = relation
  const said =
    attributes.length > 0 ? { zh: `：${attributes.join('、')}`, en: `: ${attributes.join(', ')}` }[language] : ''
  return `${verbs[verb][language]} ${name}(${(key as readonly string[]).join(', ')}) ${title[language]}${said}`
}
