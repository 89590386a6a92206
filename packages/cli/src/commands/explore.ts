import { expectLedgerSealed } from '@taizhang/audit'
import { explorerPage, pageDataOf } from '@taizhang/explorer'

import { expectParty } from '../domain.ts'
import { readTrusted } from '../key-files.ts'
import { writeNewFile } from '../new-file.ts'
import { readNoteFile } from '../notes.ts'
import { withLedger } from '../open-ledger.ts'
import type { BookFlags } from '../options.ts'
import { needOption } from '../read-options.ts'
import type { Session } from '../session.ts'
import { line } from '../visible.ts'

export interface ExploreFlags extends BookFlags {
  readonly out?: string | undefined
  readonly mark?: string | undefined
  readonly since?: string | undefined
  readonly trust?: string | undefined
}

/** `explore`: the whole book as one HTML file with two time sliders, to be opened from a disk. */
export async function explore(session: Session, flags: ExploreFlags, address: string): Promise<void> {
  await expectParty(session, 'explore')
  const out = needOption('out', flags.out)
  const note = flags.since === undefined ? undefined : readNoteFile(flags.since)
  const { language } = session
  const made = await withLedger(session, address, { ...flags, known: [] }, async (ledger) => {
    if (note) expectLedgerSealed(ledger, note, readTrusted(flags.trust))
    const checkpoint = note && { origin: note.origin, size: note.size, root: Buffer.from(note.root).toString('hex') }
    const data = pageDataOf(ledger, { checkpoint })
    return {
      book: ledger.book,
      events: ledger.size,
      // The page has it in hex; every other command says it in base64.
      root: Buffer.from(data.root, 'hex').toString('base64'),
      page: explorerPage(data, { language, mark: flags.mark }),
    }
  })
  const { page, ...counts } = made
  const bytes = new TextEncoder().encode(page)
  await writeNewFile(out, bytes)
  await session.print({
    json: { out, bytes: bytes.length, ...counts },
    columns: ['out', 'bytes', 'book', 'events', 'root'],
    table: () =>
      ({
        zh: `${line(`页面已写入 ${out}：台账 ${made.book}，${made.events} 条记录`)}用浏览器打开即可，不需联网。文件里有全部记录，请按记录本身的要求保管。\n`,
        en: `${line(`the page is in ${out}: book ${made.book}, ${made.events} events`)}Open it in a browser; it needs no network. It holds every event: keep it as you keep those.\n`,
      })[language],
    done: { zh: '页面已经写好', en: 'the page has been written' },
  })
}
