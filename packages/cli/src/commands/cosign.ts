import {
  answerRequest as answerOf,
  checkpointOf,
  cosign as cosignNote,
  requestOf,
  type SealedNote,
  type SigningKey,
  type Trust,
} from '@taizhang/audit'
import type { EventStore } from '@taizhang/kernel'

import { answerRequest, refusalOf } from '../answer-request.ts'
import { readKey, readTrusted } from '../key-files.ts'
import { readNoteFile } from '../notes.ts'
import { withBook } from '../open-book.ts'
import { printNote } from '../print-note.ts'
import type { Words } from '../language.ts'
import { needOption } from '../read-options.ts'
import type { Session } from '../session.ts'
import { stop } from '../stop.ts'
import { withWitnessState } from '../witness-state.ts'
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
  expectOneMemory(flags)
  const note = readNoteFile(file)
  const held = flags.since === undefined ? undefined : readNoteFile(flags.since)
  const now = session.world.now()
  const { state } = flags
  const cosigned = await withBook(session, address, flags, async (store, book) => {
    const { size } = await checkpointOf(store, book)
    if (size > note.size) session.remark(leftBehind(note.size, size))
    if (state === undefined) return cosignNote(store, book, { note, held, keys }, { key, now })
    return cosignByState(store, book, { note, state }, { key, keys, now })
  })
  await printNote(session, cosigned, flags.out)
}

/** Either a state file remembers what was cosigned last, or the witness gives it. */
function expectOneMemory({ since, first, state }: CosignFlags): void {
  const given = [since !== undefined, first === true, state !== undefined].filter(Boolean).length
  if (given === 1) return
  stop('usage', 'since-or-first', {
    zh: '请用 --state 给出状态文件，或用 --since 给出您所持的上一个检查点；第一次会签、还没有的，写 --first',
    en: 'give your state file with --state, or the checkpoint that you hold with --since; if this is your first one, say --first',
  })
}

/** Proves from the ledger that the checkpoint continues what the state file has, and answers as to a request; the cosigned note. */
async function cosignByState(
  store: EventStore,
  book: string,
  { note, state }: { readonly note: SealedNote; readonly state: string },
  { key, keys, now }: { readonly key: SigningKey; readonly keys: Trust; readonly now: Date },
): Promise<string> {
  const answer = await withWitnessState(state, key, async (known) => {
    const last = known.get(note.origin)
    // What the state has is signed as a whole; the note that it came from is no longer there.
    const from = last && { ...last, note: { text: '', signatures: [] } }
    return answerOf(await requestOf(store, book, { note, from }), { key, keys, state: known, now })
  })
  if (answer.status === 200) return answer.note
  throw refusalOf(answer)
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
