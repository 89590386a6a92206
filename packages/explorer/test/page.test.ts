import { readFileSync, writeFileSync } from 'node:fs'
import { diff } from '@taizhang/audit'
import { behind, figureRows, leftOut, subjectHistory } from '@taizhang/core'
import { gunzipSync, gzipSync, strFromU8, strToU8 } from 'fflate'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { coverageOn } from '@taizhang/core/figures'
import { sampleLedger } from './books.ts'
import { openBrowser, whyNoBrowser } from '../../report/test/browser.ts'
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
    ['2021-06-30', '2021-07-05'],
    ['2020-06-30', 4999],
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

describe('from a number down to the event', () => {
  test('by keys alone: whom it counts and not, a dossier, an event with both its times, and Back', async () => {
    const ledger = await sampleLedger()
    const view = ledger.asOf('2020-06-30', { knownAt: 4999 })
    const coverage = ledger.domain.figures.get('organization-coverage')
    if (!coverage) throw new Error('there is no such figure')
    await look(browser, `${address}#asOf=2020-06-30&knownAt=4999`, desktop, async (page) => {
      await page.focus('[data-scope=enterprise] [data-rate=organization]')
      await page.keyboard.press('Enter')
      await page.waitForSelector('[data-list=counted] li')
      const titles = await page.locator('.columns h3').allTextContents()
      expect(titles).toEqual([
        `计入 ${behind(view, coverage, { scope: 'enterprise' }).length}`,
        `没有计入 ${leftOut(view, coverage, 'enterprise').length}`,
      ])
      await page.locator('[data-list=left-out] li a').first().focus()
      await page.keyboard.press('Enter')
      await page.waitForSelector('.events li')
      const subject = new URLSearchParams(new URL(page.url()).hash.slice(1)).get('subject') ?? ''
      expect(await page.locator('.events li').count()).toBe(subjectHistory(ledger, subject, { knownAt: 4999 }).length)
      await page.locator('.events li a').first().focus()
      await page.keyboard.press('Enter')
      await page.waitForSelector('pre', { state: 'attached' })
      const position = Number(new URLSearchParams(new URL(page.url()).hash.slice(1)).get('event'))
      expect(await page.locator('pre').textContent()).toBe(ledger.text(position))
      for (const selector of ['.events', '[data-list=left-out]', '[data-scope]']) {
        await page.goBack()
        await page.waitForSelector(selector)
      }
    })
  })
})

test('all figures are those of the library', async () => {
  const ledger = await sampleLedger()
  await look(browser, `${address}#asOf=2020-06-30&knownAt=4999&view=figures`, desktop, async (page) => {
    const shown = await page.evaluate<readonly (readonly [string, string | null, string])[]>(
      `[...document.querySelectorAll('[data-figure]')].map((row) => [row.dataset.figure, row.dataset.of ?? null, row.querySelector('.number').firstChild.textContent])`,
    )
    const view = ledger.asOf('2020-06-30', { knownAt: 4999 })
    const numbers = shown.filter(([, , text]) => /^\d+ /.test(text))
    expect(numbers.length).toBeGreaterThan(50)
    const expected = numbers.map(([id, scope]) => {
      const figure = ledger.domain.figures.get(id)
      const rows = figure ? figureRows(view, figure) : []
      const value = rows.find((one) => one.by === undefined && (one.scope ?? null) === scope)?.value ?? 0
      return [id, scope, figure?.measure === 'fen' ? Number(value) / 100 : value]
    })
    expect(numbers.map(([id, scope, text]) => [id, scope, Number(text.split(' ')[0])])).toEqual(expected)
  })
})

test('two views differ as diff says', async () => {
  const ledger = await sampleLedger()
  const link = '#asOf=2020-06-30&knownAt=8062&view=compare&fromAsOf=2020-06-30&fromKnownAt=4999'
  await look(browser, `${address}${link}`, desktop, async (page) => {
    await page.waitForSelector('[data-difference]')
    const { differences } = diff(ledger, ledger.asOf('2020-06-30', { knownAt: 4999 }), ledger.asOf('2020-06-30'), {
      figures: ['organization-coverage', 'work-coverage'].flatMap((id) => ledger.domain.figures.get(id) ?? []),
    })
    const shown = await page.locator('[data-difference*=coverage] .huge').allTextContents()
    expect(shown).toEqual(differences.map(({ first, second }) => `${first}% → ${second}%`))
  })
})

test('what is to be done can be searched, sorted and saved', async () => {
  await look(browser, `${address}#asOf=2020-06-30&view=work`, desktop, async (page) => {
    await page.waitForSelector('.work tbody tr')
    const all = await page.locator('.work tbody tr').count()
    await page.locator('input[type=search]').fill('任期')
    const found = await page.locator('.work tbody tr').count()
    expect(found).toBeGreaterThan(0)
    expect(found).toBeLessThan(all)
    await page.locator('th button').nth(2).click()
    const since = await page.locator('.work tbody td.date').allTextContents()
    expect(since).toEqual(since.toSorted())
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByText('存为 CSV').click()])
    const text = readFileSync(await download.path(), 'utf8')
    expect(text.trimEnd().split('\r\n').length).toBe(found + 1)
  })
})

test('the page checks its events against the root, and tells where one was changed', async () => {
  await look(browser, `${address}#view=proof`, desktop, async (page) => {
    await page.getByText('全部核对一遍').click()
    await page.waitForSelector('.checks li:nth-child(2)')
    expect(await page.locator('.checks li.held').count()).toBe(2)
  })
  const page = readFileSync(new URL(address), 'utf8')
  const [, texts = ''] = /id="texts">([^<]*)</.exec(page) ?? []
  const changed = strToU8(strFromU8(gunzipSync(Buffer.from(texts, 'base64'))).replace('临港镇', '城关镇'))
  const forged = new URL('forged.html', address)
  writeFileSync(forged, page.replace(texts, Buffer.from(gzipSync(changed)).toString('base64')))
  await look(browser, `${forged.href}#view=proof`, desktop, async (forgedPage) => {
    await forgedPage.getByText('全部核对一遍').click()
    await forgedPage.waitForSelector('.checks li:nth-child(2)')
    expect(await forgedPage.locator('.checks li.failed').count()).toBeGreaterThan(0)
  })
})
