/** What the examples for auditors begin with: the book of the Party's examples, the keys of the book and of a witness, and a checkpoint. */
import { checkpointOf, originOf, readCheckpoint, signCheckpoint, signingKey } from '@taizhang/audit'
import { given as book } from './core.ts'

/** The book, sealed. */
export async function given() {
  const { store, ledger, view, members, organizationCoverage } = await book()
  const bookKey = signingKey(originOf('350305'), 'book', new Uint8Array(32).fill(1))
  const witnessKey = signingKey('district-archive', 'witness', new Uint8Array(32).fill(2))
  const noteText = signCheckpoint(await checkpointOf(store, '350305'), bookKey)
  const note = readCheckpoint(noteText)
  if (!note) throw new Error('a checkpoint that cannot be read')
  return { store, ledger, view, members, organizationCoverage, bookKey, witnessKey, noteText, note }
}
