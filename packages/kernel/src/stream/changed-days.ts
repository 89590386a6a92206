import { openEnd } from '../time/civil-date.ts'
import { sameBeginning, sameRow, type Row } from '../facts/row.ts'
import type { Days } from '../facts/stretches.ts'

type Rows = readonly Row[]

/** All days. */
export const everyDay: Days = { from: '0000-01-01', to: openEnd }

/** The days from the first to the last on which two lists of rows have others to be seen; `undefined` where there are none. */
export function changedDays(before: Rows, after: Rows): Days | undefined {
  if (before === after) return undefined
  let start = 0
  while (start < before.length && start < after.length && alike(before[start] as Row, after[start] as Row)) start++
  let [end, other] = [before.length, after.length]
  while (end > start && other > start && alike(before[end - 1] as Row, after[other - 1] as Row)) {
    end--
    other--
  }
  let days: Days | undefined
  const paired = end === other
  for (let at = start; at < Math.max(end, other); at++) {
    const [old, now] = [at < end ? before[at] : undefined, at < other ? after[at] : undefined]
    if (old && now && paired && beginAlike(old, now)) days = span(days, endsOf(old, now))
    else {
      if (old) days = span(days, old)
      if (now) days = span(days, now)
    }
  }
  return days && days.from < days.to ? days : undefined
}

/** From the first of some days to the last. */
export const span = (a: Days | undefined, b: Days | undefined): Days | undefined =>
  a && b
    ? { from: a.from < b.from ? a.from : b.from, to: a.to > b.to ? a.to : b.to }
    : (a ?? (b && { from: b.from, to: b.to }))

/** Days on which one of two rows that begin alike holds and the other does not. */
const endsOf = (a: Row, b: Row): Days =>
  a.to < b.to ? { from: a.to, to: b.to } : a.to > b.to ? { from: b.to, to: a.to } : { from: a.from, to: a.to }

const alike = (a: Row, b: Row): boolean => a === b || (sameFact(a, b) && sameRow(a, b) && a.previous === b.previous)

const beginAlike = (a: Row, b: Row): boolean => sameFact(a, b) && sameBeginning(a, b)

function sameFact(a: Row, b: Row): boolean {
  if (a.relation !== b.relation) return false
  if (a.key === b.key) return true
  for (const name in a.key) if (a.key[name] !== b.key[name]) return false
  return true
}
