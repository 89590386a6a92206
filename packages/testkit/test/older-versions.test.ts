import { createLedger, draft, memoryStore, openLedger, type EventStore } from '@taizhang/core'
import { exportBook, restoreLedger } from '@taizhang/core/restore'
import { expect, test } from 'vitest'
import { idOf } from '../src/index.ts'

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
