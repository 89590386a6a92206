import { termsDue } from '@taizhang/core/figures'
import { describeDoors, takes, type Door } from '@taizhang/testkit'
import * as page from '../src/html.ts'
import * as report from '../src/index.ts'
import { hostileView } from './books.ts'

const { day, list, one, optional } = takes

const view = await hostileView()
const made = report.reportOf(view)
const terms = termsDue(view, { amount: 6, unit: 'months' })
const [term] = termsDue(view, { amount: 6, unit: 'years' })
if (!term) throw new Error('the book of this test has no term')
const language = one('zh', 'en')
const none = one()
const empty = (value: unknown): boolean => list(value) && (value as unknown[]).length === 0
const withDay = (asOf: unknown): typeof view => ({ ...view, asOf: asOf as string })

const doors: Record<string, Door> = {
  termCalendar: [
    [day, (value) => report.termCalendar(withDay(value), terms, 'zh')],
    [none, (value) => report.termCalendar(value, terms, 'zh')],
    [empty, (value) => report.termCalendar(view, value, 'zh')],
    [language, (value) => report.termCalendar(view, terms, value)],
  ],
  markdown: [
    [none, (value) => report.markdown(value, 'zh')],
    [language, (value) => report.markdown(made, value)],
  ],
  html: [
    [none, (value) => page.html(value, 'zh')],
    [language, (value) => page.html(made, value)],
  ],
  termRemarks: [[none, (value) => report.termRemarks(value)]],
  termState: [
    [none, (value) => report.termState(value, 'zh')],
    [language, (value) => report.termState(term, value)],
  ],
  reportOf: [
    [day, (value) => report.reportOf(withDay(value))],
    [none, (value) => report.reportOf(value)],
    [optional((value) => Array.isArray(value) && value.length === 0), (value) => report.reportOf(view, { by: value })],
    [
      optional((value) => Array.isArray(value) && value.length === 0),
      (value) => report.reportOf(view, { where: value }),
    ],
    [optional((value) => day(value) && String(value) <= view.asOf), (value) => report.reportOf(view, { from: value })],
  ],
}

describeDoors({ report, html: page }, doors, { runs: 20 })
