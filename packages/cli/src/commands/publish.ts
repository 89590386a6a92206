import { existsSync } from 'node:fs'
import { join } from 'node:path'

import { expectSealed, tilesOf, type SealedNote } from '@taizhang/audit'
import type { EventStore } from '@taizhang/kernel'

import { readNoteFile, signedNow } from '../notes.ts'
import { withBook } from '../open-book.ts'
import type { BookFlags } from '../options.ts'
import { publishTiles } from '../publish-tiles.ts'
import { needOption } from '../read-options.ts'
import type { Session } from '../session.ts'
import { stop } from '../stop.ts'
import { line } from '../visible.ts'

export interface PublishFlags extends BookFlags {
  readonly key?: string | undefined
  readonly tiles?: string | undefined
}

/** `publish`: the hashes of a book as files that others read (C2SP tlog-tiles). No event is in them. */
export async function publish(session: Session, flags: PublishFlags, address: string, file?: string): Promise<void> {
  const folder = needOption('tiles', flags.tiles)
  if ((file === undefined) === (flags.key === undefined)) {
    stop('usage', 'note-or-key', {
      zh: '请给出要公布的检查点 NOTE，或用 --key 签发现在的，二者之一',
      en: 'give either NOTE, the checkpoint to be published, or --key, to sign the book as it is now',
    })
  }
  const given = file === undefined ? undefined : readNoteFile(file)
  const before = join(folder, 'checkpoint')
  const published = existsSync(before) ? readNoteFile(before) : undefined
  const { note, files } = await withBook(session, address, flags, async (store, book) => {
    const note = given ?? (await signedNow(store, book, flags.key ?? ''))
    if (published) await expectContinues(store, book, published, note)
    return { note, files: await tilesOf(store, book, note) }
  })
  const written = await publishTiles(folder, files)
  const { origin, size } = note
  await session.print({
    json: { origin, size, tiles: folder, files: files.length, written },
    columns: ['origin', 'size', 'tiles', 'files', 'written'],
    table: ({ language }) =>
      line(
        {
          zh: `${origin} 的 ${size} 条记录的哈希已公布在 ${folder}：${files.length} 个文件，新写 ${written} 个；其中没有记录的内容`,
          en: `the hashes of the ${size} events of ${origin} are in ${folder}: ${files.length} files, ${written} of them new; no event is in them`,
        }[language],
      ),
    done: { zh: '哈希已经公布', en: 'the hashes have been published' },
  })
}

/** What was published is never taken back. */
async function expectContinues(
  store: EventStore,
  book: string,
  published: SealedNote,
  { size }: SealedNote,
): Promise<void> {
  await expectSealed(store, book, published, [])
  if (published.size <= size) return
  stop(
    'unsound',
    'older-checkpoint',
    {
      zh: `已公布的检查点有 ${published.size} 条，这一份只有 ${size} 条：公布的内容不回头`,
      en: `the published checkpoint has ${published.size} events, this one ${size}: what is published never goes back`,
    },
    { held: published.size, size },
  )
}
