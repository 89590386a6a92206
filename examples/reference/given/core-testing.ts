/** What the examples of random books begin with. */
import { draft, party, relation, rowsOn } from '@taizhang/core'
import * as fc from 'fast-check'

/** Names of other packages. */
export async function given() {
  return { draft, party, relation, rowsOn, fc }
}
