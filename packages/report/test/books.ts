import { readFileSync } from 'node:fs'
import {
  createLedger,
  draft,
  memoryStore,
  openLedger,
  restoreLedger,
  type Draft,
  type Ledger,
  type View,
} from '@taizhang/core'

const sample = new URL('../../../examples/sample-district/sample-district.ndjson', import.meta.url)

/** The sample district's book, read anew each time. */
export async function sampleLedger(): Promise<Ledger> {
  const store = memoryStore()
  const restored = await restoreLedger(store, readFileSync(sample, 'utf8').trimEnd().split('\n'))
  if (!restored.ok) throw new Error('the sample is not a whole book')
  return openLedger(store, { book: restored.book })
}

/** The day of the report that the sample follows. */
export const reportDay = '2021-06-30'

const options = {
  now: new Date('2021-06-30T01:00:00Z'),
  newId: () => crypto.randomUUID(),
  actor: 'tester',
}

/** A book of its own name with these events, recorded as one batch. */
export async function bookOf(name: string, ...drafts: readonly Draft[]): Promise<Ledger> {
  const ledger: Ledger = await createLedger(memoryStore(), { book: 'test', name }, options)
  const outcome = await ledger.record(drafts, options)
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusals))
  return ledger
}

export const emptyView = async (): Promise<View> => (await bookOf('空台账')).asOf(reportDay)

const long = (text: string): string => text.repeat(200).slice(0, 200)

/** A book whose texts are as long as they may be, that tries to write markup, and has many scopes. */
export async function hostileView(): Promise<View> {
  const names = [
    long('名'),
    long('W'),
    '<script>alert(1)</script> | * _ ` [x](http://example.org) &amp;',
    'a\u202eb\u001b[2J',
  ]
  const scopes = ['s1', 's2', 's3', 's4'].map((scopeId, at) =>
    draft('ScopeDefined', '2015-01-01', {
      scopeId,
      name: names[at] ?? '',
      unitKinds: ['enterprise'],
      countsFormations: ['solo'],
      denominator: 'listed',
    }),
  )
  const organizations = names.flatMap((name, at) => [
    draft('UnitListed', '2015-01-01', { unitId: `u${at}`, kind: 'enterprise', name }),
    draft('OrganizationFounded', '2015-01-01', {
      organizationId: `o${at}`,
      name,
      kind: 'committee',
      formation: 'functional',
      category: 'enterprise',
      unitIds: [`u${at}`],
      ...(at === 0 ? {} : { superiorId: 'o0' }),
    }),
    draft('TermStarted', '2016-01-01', {
      organizationId: `o${at}`,
      years: 5,
      elected: [{ personId: 'p'.repeat(64), post: 'secretary' }],
    }),
    draft('HeadcountReported', '2015-01-01', { unitId: `u${at}`, employees: 9_007_199_254_740 }),
  ])
  const reported = draft('FigureReported', '2021-06-30', {
    figureId: 'organizations',
    scope: 'enterprise',
    quantity: { value: 123_456_789, qualifier: 'exact' },
    asOf: reportDay,
    source: long('源'),
  })
  const authority = draft('SupervisingAuthorityAssigned', '2015-01-01', { authority: long('委') })
  return (await bookOf(long('册'), ...scopes, ...organizations, authority, reported)).asOf(reportDay)
}
