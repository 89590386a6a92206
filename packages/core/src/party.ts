import { defineDomain, type Domain } from '@taizhang/kernel/define'
import { ledgerOpened } from './domain/book/ledger-opened.ts'
import { events } from './domain/event-list.ts'
import { fields } from './domain/fields.ts'
import { labels } from './domain/labels.ts'
import { relations } from './domain/relation-list.ts'
import { texts } from './domain/schemas.ts'
import { figures } from './figures/catalogue.ts'
import { dimensions } from './grouping/dimensions.ts'
import { ways } from './grouping/ways.ts'
import { inPython } from './in-python.ts'
import { lists } from './lists/lists.ts'
import { checks } from './rulebook/catalogue.ts'
import { defaultRules } from './rulebook/parameters.ts'
import { rulebookEdition } from './rulebook/edition.ts'
import { shanghai } from './shanghai.ts'

/** The founding of the Party: no event takes effect before it. */
const foundingDay = '1921-07-23'

/** What the compiler knows of the Party's domain: `Ledger<Party>`, `EventOf<'UnitListed'>`. */
export interface Party extends Domain<{
  relation: (typeof relations)[number]
  event: (typeof events)[number]
  figure: (typeof figures)[number]['id']
  rule: (typeof checks)[number]['texts'][number]['id']
  opening: typeof ledgerOpened
}> {}

/**
 * The domain of the Party organizations in a district's non-public enterprises and social organizations (两新组织): what a Taizhang
 * ledger is about.
 */
export const party: Party = defineDomain({
  name: 'party',
  version: 1,
  relations,
  events,
  opening: { event: ledgerOpened, on: foundingDay },
  figures,
  checks,
  dimensions,
  ways,
  lists,
  defaultRules,
  labels,
  fields,
  utcOffsetMinutes: shanghai,
  texts,
  rulebookEdition,
  inPython,
})
