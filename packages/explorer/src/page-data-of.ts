import { bookProfile, relation, type Ledger } from '@taizhang/core'
import { expectObject, expectText } from '@taizhang/kernel/internal'
import { openEnd } from '@taizhang/kernel/define'
import { groupedBy, ofSeveral, ofUnits } from './coverage.ts'
import { deltasOf } from './deltas.ts'
import type { PageData, SealedPoint } from './page-data.ts'
import { rootOf } from './tree.ts'

/** What of a book goes on the page. */
export interface PageDataOptions {
  /** What was sealed, to hold the events against. */
  readonly checkpoint?: SealedPoint | undefined
}

/**
 * What a page carries of a book: its events' texts, and by how much every figure changes with each batch, so that a figure on any day as known
 * at any size is a sum.
 *
 * Throws `LedgerError` (usage) where an argument is none.
 *
 * @example
 * const data = pageDataOf(ledger)
 * data.texts.length // => ledger.size
 */
export function pageDataOf(ledger: Ledger, options: PageDataOptions = {}): PageData {
  expectObject(ledger, 'ledger')
  expectObject(ledger.domain, 'ledger.domain')
  expectText(ledger.book, 'ledger.book')
  expectObject(options, 'options')
  if (options.checkpoint !== undefined) expectObject(options.checkpoint, 'options.checkpoint')
  const { domain, size } = ledger
  const texts = Array.from({ length: size }, (_, position) => ledger.text(position) ?? '')
  const { deltas, batches } = deltasOf(ledger, domain.figures.values())
  return {
    format: 1,
    book: ledger.book,
    name: bookProfile(ledger.asOf(openEnd)).name,
    root: rootOf(texts),
    batches,
    scopes: scopesOf(ledger),
    figures: deltas,
    groups: groupsOf(ledger),
    texts,
    leaves: {},
    numbersOnly: [],
    ...(options.checkpoint ? { checkpoint: options.checkpoint } : {}),
  }
}

function scopesOf(ledger: Ledger): PageData['scopes'] {
  const rows = ledger.asOf(openEnd).facts.rows(relation.scope)
  return [...new Map(rows.map(({ key, attributes }) => [key.scopeId, attributes.name]))].map(([id, name]) => ({
    id,
    name,
  }))
}

/** Units are in one group of each kind, so that one table serves all; what may be in several has one for each way to ask. */
function groupsOf(ledger: Ledger): PageData['groups'] {
  const named = (ids: readonly string[]) => ids.flatMap((id) => ledger.domain.figures.get(id) ?? [])
  const [town, park, industry] = groupedBy
  const ways = [[town], [park], [industry], [town, park], [town, industry], [park, industry], [...groupedBy]]
  return [
    { by: groupedBy, deltas: deltasOf(ledger, named(ofUnits), groupedBy).deltas },
    ...ways.map((by) => ({ by, deltas: deltasOf(ledger, named(ofSeveral), by).deltas })),
  ]
}
