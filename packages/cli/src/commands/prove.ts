import { requestOf, writeRequest } from '@taizhang/audit'

import { writeNewFile } from '../new-file.ts'
import { readNoteFile, signedNow } from '../notes.ts'
import { withBook } from '../open-book.ts'
import type { Session } from '../session.ts'
import { stop } from '../stop.ts'
import { line } from '../visible.ts'
import type { CheckpointFlags } from './checkpoint.ts'

export interface ProveFlags extends CheckpointFlags {
  readonly from?: string | undefined
}

/** `prove`: a request to cosign a checkpoint, for a witness who need not see the book. */
export async function prove(session: Session, flags: ProveFlags, address: string, file?: string): Promise<void> {
  if ((file === undefined) === (flags.key === undefined)) {
    stop('usage', 'note-or-key', {
      zh: '请给出要会签的检查点 NOTE，或用 --key 签发现在的，二者之一',
      en: 'give either NOTE, the checkpoint to be cosigned, or --key, to sign the book as it is now',
    })
  }
  const from = flags.from === undefined ? undefined : readNoteFile(flags.from)
  const note = file === undefined ? undefined : readNoteFile(file)
  const request = await withBook(session, address, flags, async (store, book) =>
    requestOf(store, book, { note: note ?? (await signedNow(store, book, flags.key ?? '')), from }),
  )
  const text = writeRequest(request)
  const { out } = flags
  if (out !== undefined) await writeNewFile(out, text)
  const { old, proof } = request
  const { origin, size } = request.note
  await session.print({
    json: { origin, old, size, proof: proof.length, request: text, ...(out === undefined ? {} : { out }) },
    columns: ['origin', 'old', 'size', 'proof', 'request'],
    table: ({ language }) =>
      out === undefined
        ? text
        : line(
            {
              zh: `会签请求已写入 ${out}：${origin}，由 ${old} 条到 ${size} 条，其中没有记录的内容`,
              en: `the request is in ${out}: ${origin}, from ${old} to ${size} events; no event is in it`,
            }[language],
          ),
    ...(out === undefined ? {} : { done: { zh: '会签请求已经写好', en: 'the request has been written' } }),
  })
}
