import type { Ledger, RecordedEvent } from '@taizhang/kernel'
import { definitionOf, upcastData } from '@taizhang/kernel/internal'

import type { Drafts } from './read-drafts.ts'
import type { Session } from './session.ts'
import { stop } from './stop.ts'

/** What the book gives an event, and the next book gives it anew. */
const givenByBook: ReadonlySet<string> = new Set(['position', 'batch', 'book', 'recordedAt', 'version'])

/**
 * Events of another book, as an export has them, as they are recorded into this one: with their ids, actors, evidence and reasons, and data in the form
 * of today. The other book's opening stays there, and so do positions, batches and times of recording. Stops where a line is no event of an
 * export, or one of a newer program.
 */
export function draftsOfExport({ remark }: Session, { domain }: Ledger, drafts: Drafts): Drafts {
  const values: object[] = []
  const places: Drafts['places'][number][] = []
  let [openings, upcast] = [0, 0]
  for (const [at, value] of drafts.values.entries()) {
    const place = drafts.places[at]
    if (!isExported(value) || place === undefined)
      stop(
        'usage',
        'not-an-export',
        {
          zh: '有的行不是 export 输出的记录：录入普通的记录请去掉 --from-export',
          en: 'a line is no event of an export: leave --from-export out for other events',
        },
        { file: place?.file, line: place?.line },
      )
    if (value.type === domain.opening.type) {
      openings++
      continue
    }
    const definition = domain.events.has(value.type) ? definitionOf(domain, value) : undefined
    if (definition && value.version < definition.version) upcast++
    const data = definition ? upcastData(definition, value) : value.data
    const kept = Object.entries(value).filter(([member]) => !givenByBook.has(member))
    values.push({ ...Object.fromEntries(kept), data })
    places.push(place)
  }
  remark({
    zh: `来自导出：${values.length} 条记录的编号、记录人、依据和理由不变；位置、批次和录入时刻由本册另给${openings > 0 ? '，原册的第一条（建账）不录入' : ''}${upcast > 0 ? `，${upcast} 条较早版本的内容改成现行版本` : ''}`,
    en: `from an export: ${values.length} events keep their ids, actors, evidence and reasons; positions, batches and times of recording are this book’s own${openings > 0 ? '; the other book’s opening is left out' : ''}${upcast > 0 ? `; the data of ${upcast} of an older version are brought to today’s` : ''}`,
  })
  return { ...drafts, values, places }
}

const isExported = (value: unknown): value is RecordedEvent => {
  if (typeof value !== 'object' || value === null) return false
  const { type, version, position, recordedAt, data } = value as Partial<Record<string, unknown>>
  return (
    typeof type === 'string' &&
    Number.isInteger(version) &&
    Number(version) > 0 &&
    Number.isInteger(position) &&
    typeof recordedAt === 'string' &&
    typeof data === 'object' &&
    data !== null &&
    !Array.isArray(data)
  )
}
