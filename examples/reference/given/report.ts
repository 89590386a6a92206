/** What the examples of the report begin with: a view of the book of the Party's examples. */
import { termsDue } from '@taizhang/core/figures'
import { given as book } from './core.ts'

/** The view. */
export async function given() {
  const { view } = await book()
  return { view, termsDue }
}
