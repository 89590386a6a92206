import type { Dimension } from '@taizhang/kernel'

import { bilingualRow } from '../csv.ts'
import { domainOf } from '../domain.ts'
import type { Session } from '../session.ts'
import { sheet } from '../sheet.ts'

/** `dimensions`: what figures can be grouped and filtered by. */
export async function dimensions(session: Session): Promise<void> {
  const found = [...(await domainOf(session)).dimensions.values()]
  const rows = found.map(({ id, title, of, attribute, bands, throughout }) => ({
    id,
    title,
    of: of.name,
    ofTitle: of.title,
    attribute,
    ...(bands ? { bands } : {}),
    ...(throughout === true ? { throughout } : {}),
  }))
  await session.print({
    json: rows,
    rows: session.format === 'csv' ? rows.map(bilingualRow) : rows,
    columns: ['id', 'titleZh', 'titleEn', 'of', 'ofTitleZh', 'ofTitleEn', 'attribute', 'bands', 'throughout'],
    table: (paint) =>
      sheet<Dimension>(
        [
          { title: { zh: '编号', en: 'id' }, cell: ({ id }) => id },
          { title: { zh: '名称', en: 'title' }, cell: ({ title }, language) => title[language] },
          { title: { zh: '属于', en: 'of' }, cell: ({ of }, language) => of.title[language] },
          { title: { zh: '属性', en: 'attribute' }, cell: ({ attribute }) => attribute },
          { title: { zh: '分档', en: 'bands' }, cell: ({ bands }) => bands?.join('、') ?? '' },
        ],
        found,
        paint,
      ),
  })
}
