import type { View } from '@taizhang/kernel'
import { factsFrom } from '@taizhang/kernel/internal'
import { party } from '../party.ts'

/** The facts of no book: with them the rulebook is the default one. */
export const noBook: Pick<View, 'domain' | 'facts'> = {
  domain: party,
  facts: factsFrom({ rows: () => [], events: () => [] }),
}
