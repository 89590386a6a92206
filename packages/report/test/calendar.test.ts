import { termsDue } from '@taizhang/core/figures'
import * as fc from 'fast-check'
import ICAL from 'ical.js'
import { expect, test } from 'vitest'
import { termCalendar } from '../src/index.ts'
import { hostileView, reportDay, sampleLedger } from './books.ts'

const view = (await sampleLedger()).asOf(reportDay)
const due = termsDue(view, { amount: 6, unit: 'months' })
const text = termCalendar(view, due, 'zh')

interface Read {
  readonly uid: unknown
  readonly summary: unknown
  readonly start: string
  readonly end: string
  readonly alarm: string
}

/** What another program reads in a calendar. */
function read(calendar: string): readonly Read[] {
  const component = new ICAL.Component(ICAL.parse(calendar) as unknown[])
  return component.getAllSubcomponents('vevent').map((event) => ({
    uid: event.getFirstPropertyValue('uid'),
    summary: event.getFirstPropertyValue('summary'),
    start: String(event.getFirstPropertyValue('dtstart')),
    end: String(event.getFirstPropertyValue('dtend')),
    alarm: String(event.getFirstSubcomponent('valarm')?.getFirstPropertyValue('trigger')),
  }))
}

test('every term is an all-day event on the first day without one, with an alarm six months before', () => {
  const found = read(text)
  expect(found.map(({ start }) => start)).toEqual(due.map(({ dueOn }) => dueOn))
  expect(found.map(({ summary }) => summary)).toEqual(due.map(({ name }) => `任期届满：${name}`))
  expect(new Set(found.map(({ uid }) => uid)).size).toBe(due.length)
  expect(found[0]).toMatchObject({ end: '2020-05-05', alarm: '2019-11-04T01:00:00Z' })
})

test('a calendar without any term has a component all the same, as RFC 5545 wants it', () => {
  const component = new ICAL.Component(ICAL.parse(termCalendar(view, [], 'zh')) as unknown[])
  expect(component.getAllSubcomponents().map(({ name }) => name)).toEqual(['vtimezone'])
})

test('the file of the sample district', async () => {
  await expect(termCalendar(view, due.slice(0, 12), 'zh')).toMatchFileSnapshot(
    new URL('golden/terms.ics', import.meta.url).pathname,
  )
})

test('lines end with CRLF and have at most 75 octets; no character is cut; hostile texts come through', async () => {
  const hostile = await hostileView()
  const terms = termsDue(hostile, { amount: 1, unit: 'years' })
  expect(terms.length).toBe(4)
  const named = fc.string({ unit: 'binary', minLength: 1, maxLength: 200 })
  fc.assert(
    fc.property(named, (name) => {
      const calendar = termCalendar(
        hostile,
        terms.map((term) => ({ ...term, name })),
        'en',
      )
      expect(calendar.endsWith('END:VCALENDAR\r\n')).toBe(true)
      const lines = calendar.split('\r\n')
      expect(lines.filter((line) => Buffer.byteLength(line) > 75 || /[\n\r]/.test(line))).toEqual([])
      expect(lines.map((line) => Buffer.from(line).toString())).toEqual(lines)
      const expected = name.replaceAll(/\r\n?/g, '\n').replaceAll(/[^\P{Cc}\n]/gu, ' ')
      expect(read(calendar).map(({ summary }) => summary)).toEqual(terms.map(() => `Term ends: ${expected}`))
    }),
  )
})
