import { expectChoice, expectList, expectView } from '@taizhang/kernel/internal'
import { plusMonths, type CivilDate, type View } from '@taizhang/core'
import { bracketed, type TermDue } from '@taizhang/core/figures'

import { phrases, termRemarks } from './phrases.ts'
import { expectTerm } from './doors.ts'
import { dayAfter } from './day-after.ts'
import { languages, organizationKindWords, type Language } from './words.ts'

/**
 * Terms as an iCalendar object (RFC 5545): for each an event on the first day without a term, with an alarm six months before. A
 * term has the same UID whenever the calendar is made, so that who subscribes sees it move instead of seeing it twice; the stamp is
 * when the last batch was recorded. The same view gives the same bytes.
 *
 * @example termCalendar(view, termsDue(view, { amount: 1, unit: 'years' }), 'zh').split('\r\n')[0] // => 'BEGIN:VCALENDAR'
 */
export function termCalendar(view: View, terms: readonly TermDue[], language: Language): string {
  expectView(view)
  expectList(terms, 'terms')
  for (const [at, term] of terms.entries()) expectTerm(term, `terms[${at}]`)
  expectChoice(language, 'language', languages)
  const stamp = view.knownAt.replaceAll(/[-:]|\.\d+/g, '')
  const lines = [
    ['BEGIN', 'VCALENDAR'],
    ['VERSION', '2.0'],
    ['PRODID', '-//Taizhang//terms//ZH'],
    ['CALSCALE', 'GREGORIAN'],
    ['METHOD', 'PUBLISH'],
    ['X-WR-CALNAME', text(phrases.calendar[language])],
    ...zone,
    ...terms.flatMap((term) => eventOf(view, term, stamp, language)),
    ['END', 'VCALENDAR'],
  ]
  return lines.map(([name, value]) => `${folded(`${name}:${value}`)}\r\n`).join('')
}

type Line = readonly [name: string, value: string]

/** Where the days are counted. It is also what a calendar without any term has: RFC 5545, 3.6, wants one component at least. */
const zone: readonly Line[] = [
  ['BEGIN', 'VTIMEZONE'],
  ['TZID', 'Asia/Shanghai'],
  ['BEGIN', 'STANDARD'],
  ['DTSTART', '19910915T000000'],
  ['TZOFFSETFROM', '+0800'],
  ['TZOFFSETTO', '+0800'],
  ['END', 'STANDARD'],
  ['END', 'VTIMEZONE'],
]

function eventOf(view: View, term: TermDue, stamp: string, language: Language): readonly Line[] {
  const { organizationId, startedOn, dueOn, name } = term
  const summary = text(`${phrases.termEnds[language]}${name}`)
  return [
    ['BEGIN', 'VEVENT'],
    ['UID', text(`term-${view.book}-${organizationId}-${startedOn}@taizhang`)],
    ['DTSTAMP', stamp],
    ['DTSTART;VALUE=DATE', date(dueOn)],
    ['DTEND;VALUE=DATE', date(dayAfter(dueOn))],
    ['SUMMARY', summary],
    ['DESCRIPTION', text(descriptionOf(term, language).join('\n'))],
    ['TRANSP', 'TRANSPARENT'],
    ['BEGIN', 'VALARM'],
    ['ACTION', 'DISPLAY'],
    ['TRIGGER;VALUE=DATE-TIME', `${date(plusMonths(dueOn, -6))}T010000Z`],
    ['DESCRIPTION', summary],
    ['END', 'VALARM'],
    ['END', 'VEVENT'],
  ]
}

function descriptionOf(term: TermDue, language: Language): readonly string[] {
  const { organizationId, kind, superiorName, startedOn, secretaryIds } = term
  const line = (words: { readonly zh: string; readonly en: string }, value: string | undefined): string[] =>
    value === undefined || value === '' ? [] : [`${words[language]}${{ zh: '：', en: ': ' }[language]}${value}`]
  return [
    ...line(phrases.organization, bracketed(organizationId, organizationKindWords[kind]?.[language] ?? kind)[language]),
    ...line(phrases.superior, superiorName),
    ...line(phrases.startedOn, startedOn),
    ...line(phrases.secretary, secretaryIds.join(' ')),
    ...termRemarks(term).flatMap(({ words, day }) => line(words, day)),
  ]
}

const date = (day: CivilDate): string => day.replaceAll('-', '')

/** A value of type TEXT. Other control characters than a line feed may not stand in one. */
const text = (value: string): string =>
  value
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[^\P{Cc}\n]/gu, ' ')
    .replaceAll(/[\\;,]/g, String.raw`\$&`)
    .replaceAll('\n', String.raw`\n`)

const octetsMax = 75
const encoder = new TextEncoder()

/** The line in pieces of at most 75 octets, each but the first after a space; no character is cut. */
function folded(line: string): string {
  let lines = ''
  let octets = 0
  for (const character of line) {
    const size = encoder.encode(character).length
    if (octets + size > octetsMax) {
      lines += '\r\n '
      octets = 1
    }
    lines += character
    octets += size
  }
  return lines
}
