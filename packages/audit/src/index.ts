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
export { unsigned } from './verify/checkpoint-checks.ts'
export { checkpointOf, cosign, expectLedgerSealed, expectSealed } from './verify/seal.ts'
export { verifyBook, type Verification, type VerifyOptions } from './verify/verify-book.ts'
