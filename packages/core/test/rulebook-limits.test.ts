import { findingsOn, noBook } from '@taizhang/core/rulebook'
import { ruleIds } from '@taizhang/kernel/internal'
import { describe, expect, test } from 'vitest'
import { given } from '../src/testing/index.ts'
import { recordedLater } from './recorded-later.ts'
import type { Draft, View } from '@taizhang/core'
import { reported, times, unit } from './rulebook/limit-drafts.ts'
import { limitsOfOrganizations } from './rulebook/limits-of-organizations.ts'
import { limitsOfTerms } from './rulebook/limits-of-terms.ts'
import { limitsOfMembers } from './rulebook/limits-of-members.ts'
import { limitsOfTheField } from './rulebook/limits-of-the-field.ts'
import { limitsOfOffices } from './rulebook/limits-of-offices.ts'
import { coverage, coverageOf158, limitsOfOthers } from './rulebook/limits-of-others.ts'

const rules = {
  ...limitsOfOrganizations,
  ...limitsOfTerms,
  ...limitsOfMembers,
  ...limitsOfOthers,
  ...limitsOfOffices,
  ...limitsOfTheField,
}

const recorded = async (events: readonly Draft[], day: string): Promise<View> => (await recordedLater(events)).asOf(day)

/** Recorded on 2021-06-30: the 90th day after its own is still in time. */
const late: readonly (readonly [day: string, count: number])[] = [
  ['2021-04-01', 0],
  ['2021-03-31', 1],
]

describe.each(Object.entries(rules))('%s', (rule, lines) => {
  test.each(lines.map(([what, events, day, ...found]) => ({ what, events, day, found })))(
    '$what',
    async ({ events, day, found }) => {
      const view = await recorded(events, day)
      const said = findingsOn(view, { rule }).map(({ subject, severity, since }) => `${subject} ${severity} ${since}`)
      expect(said.toSorted()).toEqual(found)
    },
  )
  test('has a case with a finding and one without', () => {
    expect(new Set(lines.map(([, , , ...found]) => found.length > 0))).toEqual(new Set([true, false]))
  })
})

test.each(late)('RECORDED-LATE: of %s there are %i', async (day, count) =>
  given()
    .when({ ...unit('u1'), effectiveOn: day })
    .shows(
      '2021-06-30',
      (view) => findingsOn(view, { rule: 'RECORDED-LATE' }).map(({ since }) => since),
      times(count, () => '2021-06-30'),
    ),
)

test('every rule that comes with the program is here', () => {
  // What MEM-DATES finds is refused today: see older-records.test.ts.
  expect([...Object.keys(rules), 'RECORDED-LATE', 'MEM-DATES'].toSorted()).toEqual(ruleIds(noBook).toSorted())
})

test('FIGURE-GAP tells of money in yuan', async () =>
  given()
    .when(reported(123_450, 'exact', 'dues-paid'))
    .shows('2021-01-01', (view) => findingsOn(view, { rule: 'FIGURE-GAP' }).map(({ message }) => message), [
      {
        zh: '“年报”填报 2020-06-30 的数字为 1234.50 元，台账推算为 0 元',
        en: '“年报” reported 1234.50 yuan as of 2020-06-30; the ledger derives 0 yuan.',
      },
    ]))

test.each([
  [82.27, '82.28'],
  [82.2, '82.3'],
])('FIGURE-GAP: a rate reported as %d is held against %s', async (rate, shown) =>
  given()
    .when(...coverageOf158, coverage(rate))
    .shows('2021-01-01', (view) => findingsOn(view, { rule: 'FIGURE-GAP' }).map(({ message }) => message.zh), [
      expect.stringContaining(`台账推算为 ${shown}`),
    ]),
)
