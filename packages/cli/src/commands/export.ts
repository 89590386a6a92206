import { exportBook } from '@taizhang/kernel'

import { domainOf } from '../domain.ts'
import { withBook } from '../open-book.ts'
import type { BookFlags } from '../options.ts'
import type { Session } from '../session.ts'
import { writeOut } from '../write-out.ts'

/** `export`: the whole book as recorded, one event a line. Its form is always NDJSON; `--format` only says how errors look. */
export async function exportCommand(session: Session, flags: BookFlags, address: string): Promise<void> {
  await withBook(session, address, flags, async (store, book) => {
    for await (const texts of exportBook(store, { domain: await domainOf(session), book }))
      await writeOut(session.world.stdout, texts.map((text) => `${text}\n`).join(''), incomplete)
  })
}

const incomplete = { zh: '导出不完整，请勿使用', en: 'the export is not complete: do not use it' }
