/** RFC 9162: the tree over texts, its proofs, and their verification. */
export { edgeOf, GrowingTree, type Subtree } from './growing-tree.ts'
export { merkleTree, type MerkleTree } from './merkle-tree.ts'
export { rootOf, type NodeAt } from './proofs.ts'
export { expectHash, hashBytes, sameHash, treeHash, type Sha256, type TreeHash } from './tree-hash.ts'
export { verifyConsistency, verifyInclusion, type Consistency, type Inclusion } from './verify-proofs.ts'
