import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { coverageOn } from '@taizhang/core/figures'
import { sampleLedger } from './books.ts'
import { openBrowser, whyNoBrowser } from './browser.ts'
import { look, samplePage } from './open-page.ts'

const unseen = whyNoBrowser()
let browser: Browser | undefined
let address = ''

beforeAll(async () => {
  if (unseen !== undefined) return
  address = await samplePage()
  browser = await openBrowser()
})

beforeEach((ctx) => {
  // Whoever has no browser may go on without; CI may not.
  if (process.env['CI'] !== 'true') ctx.skip(unseen !== undefined, unseen)
  if (unseen !== undefined) throw new Error(unseen)
})

afterAll(async () => browser?.close())

const desktop = { viewport: { width: 1280, height: 900 } }

/** What both scopes' panels say: each rate, and what it is now known to be where that differs. */
const ratesShown = `[...document.querySelectorAll('[data-scope]')].map((scope) => ({
  scope: scope.dataset.scope,
  rate: scope.querySelector('[data-rate=organization]').textContent,
  work: scope.querySelector('[data-rate=work]').textContent,
  now: scope.querySelector('[data-now=organization]')?.textContent,
}))`

describe('the overview', () => {
  test.each([
    ['2021-06-30', 8062],
    ['2021-06-30', '2021-07-05'],
    ['2020-06-30', 4999],
    ['2015-03-01', 3000],
  ])('says the rates as of %s as known at %s, and what is known now', async (asOf, knownAt) => {
    const ledger = await sampleLedger()
    await look(browser, `${address}#asOf=${asOf}&knownAt=${knownAt}`, desktop, async (page) => {
      const then = coverageOn(ledger.asOf(asOf, { knownAt })).scopes
      const now = coverageOn(ledger.asOf(asOf)).scopes
      expect(await page.evaluate(ratesShown)).toEqual(
        then.map(({ scope, rate, workRate }, at) => ({
          scope,
          rate: `${rate}%`,
          work: `${workRate}%`,
          ...(now[at]?.rate === rate ? {} : { now: `${now[at]?.rate}%` }),
        })),
      )
    })
  })

  test('sliders move by keys, the link says where they are, and Back leads back', async () => {
    await look(browser, `${address}#asOf=2020-06-30&knownAt=5000`, desktop, async (page) => {
      await page.focus('#as-of')
      for (let press = 0; press < 3; press++) await page.keyboard.press('ArrowRight')
      expect(new URL(page.url()).hash).toContain('asOf=2020-07-03')
      await page.focus('#known-at')
      await page.keyboard.press('End')
      expect(new URL(page.url()).hash).toContain('knownAt=8062')
      await page.goBack()
      expect(await page.inputValue('#as-of')).toBe(await page.evaluate(`String(Date.parse('2020-07-03') / 864e5)`))
      expect(new URL(page.url()).hash).toContain('knownAt=4999')
    })
  })

  test('a click on the line sets the day, and one on a town filters everything', async () => {
    await look(browser, `${address}#asOf=2021-06-30`, desktop, async (page) => {
      await page.locator('.line-chart').click({ position: { x: 300, y: 100 } })
      const asOf = new URLSearchParams(new URL(page.url()).hash.slice(1)).get('asOf') ?? ''
      expect(asOf).toMatch(/^201[3-5]-/)
      await page.locator('.tile').first().click()
      const town = new URLSearchParams(new URL(page.url()).hash.slice(1)).get('town') ?? ''
      const ledger = await sampleLedger()
      const where = [{ dimension: 'town', test: '=' as const, values: [town] }]
      const [enterprise] = coverageOn(ledger.asOf(asOf), { where }).scopes
      const [shown] = await page.evaluate<readonly { readonly rate: string }[]>(ratesShown)
      expect(shown?.rate).toBe(`${enterprise?.rate}%`)
      await page.locator('.chip').click()
      expect(new URL(page.url()).hash).not.toContain('town')
    })
  })
})
