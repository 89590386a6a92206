/** What the examples of the PostgreSQL store begin with: they ask no server. */
import { party } from '@taizhang/core'

/** The domain. */
export async function given() {
  return { party }
}
