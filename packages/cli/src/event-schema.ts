import type { AnyEvent, Domain, EventDefinition } from '@taizhang/kernel/define'

/** A JSON Schema, as far as this program reads one. */
export interface JsonSchema {
  readonly type?: string
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly format?: string
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly required?: readonly string[]
  readonly items?: JsonSchema
  readonly anyOf?: readonly JsonSchema[]
  readonly [keyword: string]: unknown
}

const dialect = 'https://json-schema.org/draft/2020-12/schema'
const uuid = '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$'
const text: JsonSchema = { type: 'string', minLength: 1, maxLength: 200 }
const date: JsonSchema = { type: 'string', format: 'date' }

/** The envelope of an event to record, as docs/command-line.md describes it; a test holds it against what core takes. */
const envelope = ({ opening }: Domain): Readonly<Record<string, JsonSchema>> => ({
  id: { type: 'string', pattern: uuid },
  effectiveOn: { ...date, description: `YYYY-MM-DD, ${opening.on} or later` },
  actor: text,
  evidence: {
    type: 'object',
    properties: {
      documentNumber: text,
      issuer: text,
      date,
      page: { anyOf: [{ type: 'integer', minimum: 0 }, text] },
      uri: text,
      sha256: { type: 'string', pattern: '^[0-9a-f]{64}$' },
    },
    additionalProperties: false,
  },
  corrects: { type: 'string', pattern: uuid },
  reason: text,
  correlationId: text,
  causationId: text,
  metadata: { type: 'object' },
})

/** The data of an event, from its definition. */
export function dataSchema({ data }: Pick<EventDefinition, 'data'>): JsonSchema {
  const made: unknown = data.toJSONSchema({
    io: 'input',
    // Another domain may have what JSON Schema has no word for.
    unrepresentable: 'any',
    override: ({ jsonSchema }) => {
      // Marks the ids that `history` can be asked for: of use inside the program only.
      delete jsonSchema['subject']
    },
  })
  const { $schema: _dialect, ...schema } = made as JsonSchema
  return schema
}

/** An event to record, whole: `record` takes what fits it, and then looks at the facts. */
export function eventSchema(domain: Domain, definition: AnyEvent): JsonSchema {
  const { type, version, title, doc } = definition
  return {
    title: type,
    description: `${title.zh} / ${title.en} (version ${version}). ${doc.zh} / ${doc.en}`,
    type: 'object',
    properties: { ...envelope(domain), type: { const: type }, data: dataSchema(definition) },
    required: ['type', 'effectiveOn', 'data'],
    additionalProperties: false,
    examples: [exampleOf(definition)],
  }
}

/** One event's schema, to be used on its own. */
export const schemaDocument = (domain: Domain, definition: AnyEvent): JsonSchema => ({
  $schema: dialect,
  ...eventSchema(domain, definition),
})

/** The schema of any event. */
export const catalogueDocument = (domain: Domain, definitions: readonly AnyEvent[]): JsonSchema => ({
  $schema: dialect,
  title: 'Taizhang events to record',
  oneOf: definitions.map(({ type }) => ({ $ref: `#/$defs/${type}` })),
  $defs: Object.fromEntries(definitions.map((definition) => [definition.type, eventSchema(domain, definition)])),
})

/** A line that `record` can read. */
export const exampleOf = ({
  type,
  example,
  exampleOn = '2019-05-20',
  exampleEvidence,
}: Pick<EventDefinition, 'type' | 'example' | 'exampleOn' | 'exampleEvidence'>) => ({
  type,
  effectiveOn: exampleOn,
  data: example,
  ...(exampleEvidence ? { evidence: exampleEvidence } : {}),
})
