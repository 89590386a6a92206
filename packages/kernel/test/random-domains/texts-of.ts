import { exportBook, type EventStore } from '../../src/index.ts'
import type { Domain } from '../../src/define.ts'

/** The texts of a played book, as it is exported. */
export async function textsOf(store: EventStore, domain: Domain): Promise<readonly string[]> {
  const texts: string[] = []
  for await (const page of exportBook(store, { domain, book: 'test' })) texts.push(...page)
  return texts
}
