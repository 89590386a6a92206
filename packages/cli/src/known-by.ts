import { expectLedgerSealed, type SealedNote } from '@taizhang/audit'
import type { Ledger } from '@taizhang/core'

import { readTrusted } from './key-files.ts'
import { readNoteFile } from './notes.ts'

/** A checkpoint to stand on. */
export interface KnownBy {
  readonly note: SealedNote
  /** Whether it was said who must have signed it. */
  readonly signersChecked: boolean
  /** Throws `LedgerError` (damaged) where the ledger is not what was sealed, or a signature is missing. */
  readonly expectSealed: (ledger: Ledger) => void
}

/** Reads a checkpoint and the keys that must have signed it. */
export function readKnownBy(file: string, trust: string | undefined): KnownBy {
  const note = readNoteFile(file)
  const keys = readTrusted(trust)
  return {
    note,
    signersChecked: trust !== undefined,
    expectSealed: (ledger) => expectLedgerSealed(ledger, note, keys),
  }
}
