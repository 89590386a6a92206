import { checkpointOf, cosign as cosignNote } from '@taizhang/audit'

import { answerRequest } from '../answer-request.ts'
import { readKey, readTrusted } from '../key-files.ts'
import { readNoteFile } from '../notes.ts'
import { withBook } from '../open-book.ts'
import { printNote } from '../print-note.ts'
import type { Words } from '../language.ts'
import { needOption } from '../read-options.ts'
import type { Session } from '../session.ts'
import { stop } from '../stop.ts'
import type { CheckpointFlags } from './checkpoint.ts'

export interface CosignFlags extends CheckpointFlags {
  readonly since?: string | undefined
  readonly trust?: string | undefined
  readonly first?: boolean | undefined
  readonly request?: string | undefined
  readonly state?: string | undefined
}

/** `cosign`: a witness checks that a checkpoint continues the one that they hold, and signs it; with `--request` without seeing the book. */
export async function cosign(session: Session, flags: CosignFlags, address?: string, file?: string): Promise<void> {
  const key = readKey(needOption('key', flags.key))
  const keys = readTrusted(needOption('trust', flags.trust))
  if (flags.request !== undefined) {
    if (address !== undefined || flags.since !== undefined || flags.first === true) requestAlone()
    const state = needOption('state', flags.state)
    return answerRequest(session, flags.request, { key, keys, state, out: flags.out })
  }
  if (address === undefined || file === undefined) return ledgerAndNote()
  if ((flags.since === undefined) !== (flags.first === true)) {
    stop('usage', 'since-or-first', {
      zh: '请用 --since 给出您所持的上一个检查点；第一次会签、还没有的，写 --first',
      en: 'give the checkpoint that you hold with --since; if this is your first one, say --first',
    })
  }
  const note = readNoteFile(file)
  const held = flags.since === undefined ? undefined : readNoteFile(flags.since)
  const now = session.world.now()
  const cosigned = await withBook(session, address, flags, async (store, book) => {
    const { size } = await checkpointOf(store, book)
    if (size > note.size) session.remark(leftBehind(note.size, size))
    return cosignNote(store, book, { note, held, keys }, { key, now })
  })
  await printNote(session, cosigned, flags.out)
}

const leftBehind = (sealed: number, size: number): Words => ({
  zh: `此检查点有 ${sealed} 条，台账已有 ${size} 条：会签的不是台账现在的样子`,
  en: `this checkpoint has ${sealed} events, the book ${size}: what was cosigned is not the book as it is now`,
})

const ledgerAndNote = (): never =>
  stop('usage', 'argument-missing', {
    zh: '缺少参数：LEDGER NOTE，或不要台账而用 --request 文件 --state 文件',
    en: 'arguments are missing: LEDGER NOTE, or without a ledger --request FILE --state FILE',
  })

const requestAlone = (): never =>
  stop('usage', 'request-alone', {
    zh: '--request 只与 --state、--key、--trust 同用：请求里有检查点和证明，不需要台账',
    en: '--request goes with --state, --key and --trust alone: the request has the checkpoint and its proof, and needs no ledger',
  })
