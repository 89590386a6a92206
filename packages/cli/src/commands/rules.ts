import { rulesOn, ruleTexts, type RuleEntry, type View } from '@taizhang/kernel'
import { factsFrom } from '@taizhang/kernel/internal'

import { bilingualRow } from '../csv.ts'
import { domainOf } from '../domain.ts'
import { withEndText } from '../end-text.ts'
import { withLedger } from '../open-ledger.ts'
import type { ViewFlags } from '../options.ts'
import { readDay, readTimes, today, viewAt } from '../read-options.ts'
import { ruleListPage, rulePage } from '../rules-page.ts'
import type { Session } from '../session.ts'
import { stop } from '../stop.ts'

export interface RulesFlags extends ViewFlags {
  readonly ledger?: string | undefined
}

/** A text of a rule, and whether it is the one in force on the day. */
type Shown = RuleEntry & { readonly inForce: boolean }

/** `rules`: the rulebook as it stands on a day, the default one or that of a book; or all texts of one rule. */
export async function rules(session: Session, flags: RulesFlags, id?: string): Promise<void> {
  if (flags.ledger !== undefined) {
    const times = await readTimes(flags, session)
    await withLedger(session, flags.ledger, { ...flags, known: [times.knownAt] }, async (ledger) => {
      const view = viewAt(session, ledger, times)
      await print(session, view, id)
    })
    return
  }
  for (const option of ['knownAt', 'book', 'with'] as const) if (flags[option] !== undefined) needsLedger(option)
  const domain = await domainOf(session)
  const asOf = flags.asOf === undefined ? await today(session) : readDay('as-of', flags.asOf)
  await print(session, { domain, facts: noFacts, asOf }, id)
}

/** The facts of no book: with them the rulebook is the default one. */
const noFacts = factsFrom({ rows: () => [], events: () => [] })

async function print(
  session: Session,
  view: Pick<View, 'domain' | 'facts' | 'asOf'>,
  id: string | undefined,
): Promise<void> {
  const { asOf } = view
  const texts = id === undefined ? rulesOn(view) : ruleTexts(view, id)
  const inForce = new Set(rulesOn(view).map(({ ruleId, from }) => `${ruleId} ${from}`))
  const shown = texts.map((text): Shown => ({
    ...text,
    inForce: !text.onOffer && inForce.has(`${text.ruleId} ${text.from}`),
  }))
  await session.print({
    json: shown,
    rows: session.format === 'csv' ? shown.map((row) => bilingualRow(withEndText(row))) : shown,
    columns: csvColumns,
    table: (paint) => (id === undefined ? ruleListPage(shown, asOf, paint) : rulePage(shown, asOf, paint)),
  })
}

function needsLedger(option: 'knownAt' | 'book' | 'with'): never {
  const name = option === 'knownAt' ? '--known-at' : `--${option}`
  return stop(
    'usage',
    'option-needs-ledger',
    { zh: `${name} 须与 --ledger 同用`, en: `${name} needs --ledger` },
    { option: name },
  )
}

const csvColumns = [
  'ruleId',
  'check',
  'severity',
  'inForce',
  'from',
  'until',
  'titleZh',
  'titleEn',
  'textZh',
  'textEn',
  'citationZh',
  'citationEn',
  'nextZh',
  'nextEn',
  'parameters',
  'adoptedBy',
]
