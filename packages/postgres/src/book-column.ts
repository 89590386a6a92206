import { expectText } from '@taizhang/kernel/internal'

/**
 * The `book` column of a stream: a ledger's book, or `/` and the name of any other stream. No two streams have the same.
 *
 * @example
 * bookOf('ledger-350305') // => '350305'
 * bookOf('other') // => '/other'
 */
export function bookOf(stream: string): string {
  expectText(stream, 'stream')
  const book = /^ledger-([A-Za-z0-9._:-]{1,64})$/.exec(stream)?.[1]
  return book ?? `/${stream}`
}

/** The stream of a `book` column. */
export const streamOfBook = (book: string): string => (book.startsWith('/') ? book.slice(1) : `ledger-${book}`)
