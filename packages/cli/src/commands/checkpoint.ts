import { checkpointOf, signCheckpoint } from '@taizhang/audit'

import { readKey } from '../key-files.ts'
import { withBook } from '../open-book.ts'
import type { BookFlags } from '../options.ts'
import { needOption } from '../read-options.ts'
import type { Session } from '../session.ts'
import { printNote } from '../print-note.ts'

export interface CheckpointFlags extends BookFlags {
  readonly key?: string | undefined
  readonly out?: string | undefined
}

/** `checkpoint`: what the book is now, as a signed note. */
export async function checkpoint(session: Session, flags: CheckpointFlags, address: string): Promise<void> {
  const key = readKey(needOption('key', flags.key))
  const note = await withBook(session, address, flags, async (store, book) =>
    signCheckpoint(await checkpointOf(store, book), key),
  )
  await printNote(session, note, flags.out)
}
