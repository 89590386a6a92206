import { bilingualRow } from '../csv.ts'
import { formsFor } from '../forms-for.ts'
import type { Session } from '../session.ts'
import { sheet } from '../sheet.ts'

/** `forms`: clerks' forms that `list --form` fills and `import` reads. */
export async function forms(session: Session): Promise<void> {
  const found = await formsFor(session)
  const rows = found.map(({ id, title, about, columns }) => ({ id, title, about, columns: columns.length }))
  await session.print({
    json: rows,
    rows: session.format === 'csv' ? rows.map(bilingualRow) : rows,
    columns: ['id', 'titleZh', 'titleEn', 'about', 'columns'],
    table: (paint) =>
      sheet<(typeof rows)[number]>(
        [
          { title: { zh: '编号', en: 'id' }, cell: ({ id }) => id },
          { title: { zh: '名称', en: 'title' }, cell: ({ title }, language) => title[language] },
          { title: { zh: '每行是', en: 'a row is' }, cell: ({ about }) => about },
          { title: { zh: '列数', en: 'columns' }, cell: ({ columns }) => columns, align: 'right' },
        ],
        rows,
        paint,
      ),
  })
}
