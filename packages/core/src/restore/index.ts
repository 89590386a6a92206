/** A book from its texts, wherever they come from: everything is checked. */
export { CheckedReplay, type Replayed } from './checked-replay.ts'
export { exportBook, restoreLedger, type Restored } from './restore-ledger.ts'
