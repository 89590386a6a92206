export type { EventNote } from './event-note.ts'
export type { FactNote } from './fact-note.ts'
export { explain, type ExplainOptions } from './explain/explain.ts'
export type { Counted, Explanation, NotCounted, ReasonNote } from './explain/explanation.ts'
export type { Ground, Overridden } from './explain/gathering.ts'
export { diff, type DiffOptions } from './diff/diff.ts'
export type { Diff, Difference, FactDifference, Step, SubjectDifference, ViewNote } from './diff/difference.ts'
export { late, type LateOptions } from './late/late.ts'
export type { LateBatch, LateEvent, LateList, Moved } from './late/late-list.ts'
export { bundleOf, type Bundle, type BundleOptions } from './bundle/bundle.ts'
export { readCheckpoint, signCheckpoint, signersOf, type Checkpoint, type SealedNote } from './notes/checkpoint.ts'
export {
  originOf,
  readSigningLine,
  readVerifyingLine,
  signingKey,
  signingLine,
  verifyingLine,
  type KeyKind,
  type SigningKey,
  type VerifyingKey,
} from './notes/keys.ts'
export { readPolicy, readTrust, type Member, type RangedKey, type Trust, type TrustPolicy } from './notes/policy.ts'
export { tilesOf, type TreeFile } from './tiles/tiles.ts'
export { unsigned } from './verify/checkpoint-checks.ts'
export { checkpointOf, cosign, expectLedgerSealed, expectSealed } from './verify/seal.ts'
export { verifyBook, type Verification, type VerifyOptions } from './verify/verify-book.ts'
export { readRequest, requestOf, writeRequest, type WitnessRequest } from './witness/request.ts'
export {
  answerRequest,
  readWitnessState,
  writeWitnessState,
  type WitnessAnswer,
  type WitnessState,
} from './witness/witness.ts'
