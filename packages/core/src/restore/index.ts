/** A book from its texts, wherever they come from, everything checked; from some of its events; and whether a snapshot says what they do. */
export { CheckedReplay, type Replayed } from './checked-replay.ts'
export { exportBook, ofNewer, restoreLedger, type Restored } from './restore-ledger.ts'
export { replayed } from '../replayed.ts'
export { snapshotHolds } from '../snapshot.ts'
