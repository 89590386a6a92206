/** What the examples of the page begin with: the book of the Party's examples, and what a page carries of it. */
import { pageDataOf } from '@taizhang/explorer'
import { given as book } from './core.ts'

/** The book, and its data. */
export async function given() {
  const { ledger } = await book()
  return { ledger, pageDataOf }
}
