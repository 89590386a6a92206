import {
  createLedger,
  draft,
  memoryStore,
  openLedger,
  exportBook,
  restoreLedger,
  type EventStore,
} from '@taizhang/core'
import { expect, test } from 'vitest'
import { idOf } from '../src/testing/index.ts'

/** An event that was recorded in an older version keeps its bytes, and means what it meant. */
const options = { now: new Date('2021-06-30T01:00:00Z'), newId: () => idOf(1), actor: 'tester' }
const report = (qualifier: 'about' | 'nearly') => ({
  ...draft('FigureReported', '2021-06-01', {
    figureId: 'members',
    quantity: { value: 60, qualifier },
    asOf: '2021-05-31',
    source: '年报',
  }),
  id: idOf(7),
})

async function textsOf(store: EventStore): Promise<string[]> {
  const texts: string[] = []
  for await (const page of exportBook(store, 'test')) texts.push(...page)
  return texts
}

/** The texts of a book in which FigureReported is of version 1. */
async function written(change: (text: string) => string = (text) => text): Promise<string[]> {
  const store = memoryStore()
  const ledger = await createLedger(store, { book: 'test', name: '测试' }, options)
  await ledger.record([report('about')], options)
  return (await textsOf(store)).map((text) => change(text.replace(/("FigureReported","version":)2/, '$11')))
}

test('it is restored as it is, and recorded again it is there already', async () => {
  const texts = await written()
  const store = memoryStore()
  expect(await restoreLedger(store, texts)).toMatchObject({ ok: true })
  const ledger = await openLedger(store, { book: 'test' })
  expect(await ledger.record([report('about')], options)).toMatchObject({ ok: true })
  expect(ledger.size).toBe(2)
  expect(await textsOf(store)).toEqual(texts)
  expect(await ledger.record([report('nearly')], options)).toMatchObject({ ok: false, kind: 'conflict' })
})

test('its form is checked, too', async () => {
  const texts = await written((text) => text.replace('"qualifier":"about"', '"qualifier":"somewhat"'))
  expect(await restoreLedger(memoryStore(), texts)).toMatchObject({ ok: false })
})

const recruit = (more: object = {}) => ({
  ...draft('MemberRecruited', '2021-06-01', { memberId: 'm1', organizationId: 'o1', post: 'other', ...more }),
  id: idOf(9),
})

test('what an older version left open is the same event when it is recorded again, though the newer one reads it otherwise', async () => {
  const founded = draft('OrganizationFounded', '2020-01-01', {
    organizationId: 'o1',
    name: 'o1',
    kind: 'branch',
    formation: 'solo',
    category: 'enterprise',
    unitIds: [],
  })
  const first = memoryStore()
  const made = await createLedger(first, { book: 'test', name: '测试' }, options)
  const all = [{ ...founded, id: idOf(8) }, recruit({ approvalUnknown: true })]
  expect(await made.record(all, options)).toMatchObject({ ok: true })
  const texts = (await textsOf(first)).map((text) =>
    text.replace('"approvalUnknown":true,', '').replace(/("MemberRecruited","version":)2/, '$11'),
  )
  const store = memoryStore()
  expect(await restoreLedger(store, texts)).toMatchObject({ ok: true })
  const ledger = await openLedger(store, { book: 'test' })
  for (const same of [recruit(), recruit({ approvalUnknown: true })])
    expect(await ledger.record([same], options)).toMatchObject({ ok: true, recorded: 0, alreadyRecorded: 1 })
  expect(await ledger.record([recruit({ approvedOn: '2021-06-02' })], options)).toMatchObject({ kind: 'conflict' })
})
