import { near, perhaps } from '@taizhang/kernel'
import type { AnyEvent, Domain } from '@taizhang/kernel/define'

import { domainOf } from '../domain.ts'
import { eventPage } from '../event-page.ts'
import { catalogueDocument, eventSchema, exampleOf, schemaDocument } from '../event-schema.ts'
import type { CommonFlags } from '../options.ts'
import type { Session } from '../session.ts'
import { sheet, type Paint } from '../sheet.ts'
import { stop } from '../stop.ts'

/** `events`: the catalogue of events, or one of them with its fields, what it changes and an example. */
export async function events(session: Session, _flags: CommonFlags, type?: string): Promise<void> {
  const domain = await domainOf(session)
  const catalogue: readonly AnyEvent[] = [...domain.events.values()]
  const asked = type === undefined ? undefined : eventOf(domain, type)
  const shown = asked ? [asked] : catalogue
  await session.print({
    json: asked ? schemaDocument(domain, asked) : catalogueDocument(domain, catalogue),
    rows: session.format === 'csv' ? shown.map(summary) : shown.map((one) => eventSchema(domain, one)),
    columns: ['type', 'version', 'titleZh', 'titleEn', 'docZh', 'docEn', 'example'],
    table: (paint) => (asked ? eventPage(domain, asked, paint) : catalogueSheet(catalogue, paint)),
  })
}

function eventOf({ events: known }: Domain, type: string): AnyEvent {
  const definition: AnyEvent | undefined = known.get(type)
  if (definition) return definition
  const names = near(type, known.keys())
  const meant = perhaps(names)
  return stop(
    'notFound',
    'no-such-type',
    {
      zh: `没有 ${type} 这种记录${meant.zh}；全部种类见 npx taizhang events`,
      en: `there is no event type ${type}${meant.en}; npx taizhang events lists them all`,
    },
    { type, near: names },
  )
}

const summary = (definition: AnyEvent) => ({
  type: definition.type,
  version: definition.version,
  titleZh: definition.title.zh,
  titleEn: definition.title.en,
  docZh: definition.doc.zh,
  docEn: definition.doc.en,
  example: exampleOf(definition),
})

const catalogueSheet = (catalogue: readonly AnyEvent[], paint: Paint): string =>
  sheet<AnyEvent>(
    [
      { title: { zh: '类型', en: 'type' }, cell: ({ type }) => type },
      { title: { zh: '名称', en: 'title' }, cell: ({ title }) => title[paint.language] },
      { title: { zh: '说明', en: 'what it says' }, cell: ({ doc }) => doc[paint.language] },
    ],
    catalogue,
    paint,
  )
