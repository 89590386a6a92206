import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { AxeResults } from 'axe-core'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { html } from '../src/html.ts'
import { reportOf } from '../src/index.ts'
import { emptyView, hostileView, reportDay, sampleLedger } from './books.ts'
import { openBrowser, whyNoBrowser } from './browser.ts'

const folder = mkdtempSync(join(tmpdir(), 'taizhang-report-'))
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const unseen = whyNoBrowser()
let browser: Browser | undefined

beforeAll(async () => {
  const books = {
    sample: (await sampleLedger()).asOf(reportDay),
    empty: await emptyView(),
    hostile: await hostileView(),
  }
  for (const [name, view] of Object.entries(books))
    for (const language of ['zh', 'en'] as const)
      writeFileSync(join(folder, `${name}.${language}.html`), html(reportOf(view), language))
  if (unseen === undefined) browser = await openBrowser()
})

beforeEach((ctx) => {
  // Whoever has no browser may go on without; CI may not.
  if (process.env['CI'] !== 'true') ctx.skip(unseen !== undefined, unseen)
  if (unseen !== undefined) throw new Error(unseen)
})

afterAll(async () => {
  await browser?.close()
  rmSync(folder, { recursive: true })
})

const a4 = { width: 673, height: 980 }
const places: readonly (readonly [string, BrowserContextOptions, ('print' | 'screen')?])[] = [
  ['phone, light', { viewport: { width: 360, height: 740 }, colorScheme: 'light' }],
  ['phone, dark', { viewport: { width: 360, height: 740 }, colorScheme: 'dark' }],
  ['desktop, light', { viewport: { width: 1280, height: 900 }, colorScheme: 'light' }],
  ['desktop, dark', { viewport: { width: 1280, height: 900 }, colorScheme: 'dark' }],
  ['print', { viewport: a4, colorScheme: 'light' }, 'print'],
  ['print from a dark screen', { viewport: a4, colorScheme: 'dark' }, 'print'],
]
const names = ['sample.zh', 'sample.en', 'empty.zh', 'empty.en', 'hostile.zh', 'hostile.en']

/** Opens a page as a file, all details open, and tells what it asked the network for. */
async function look(
  name: string,
  [, options, media = 'screen']: (typeof places)[number],
  use: (page: Page) => Promise<void>,
): Promise<void> {
  const context = await browser?.newContext(options)
  const page = await context?.newPage()
  if (!context || !page) throw new Error('there is no browser')
  const asked: string[] = []
  await page.route('**/*', async (route) => {
    const url = route.request().url()
    if (/^(file|data):/.test(url)) return route.continue()
    asked.push(url)
    return route.abort()
  })
  await page.emulateMedia({ media })
  await page.goto(pathToFileURL(join(folder, `${name}.html`)).href)
  await page.evaluate(`for (const one of document.querySelectorAll('details')) one.open = true`)
  await use(page)
  expect(asked).toEqual([])
  await context.close()
}

/** What is wider than the page or than its own place, and texts drawn outside of their picture. */
const tooWide = `(() => {
  const page = document.documentElement.clientWidth
  const all = [...document.body.querySelectorAll('*')].filter((one) => one.getClientRects().length > 0)
  const told = (one, why) => one.tagName + ' "' + one.textContent.trim().slice(0, 40) + '" ' + why
  return all.flatMap((one) => {
    const { left, right, top, bottom } = one.getBoundingClientRect()
    if (left < -0.5 || right > page + 0.5) return [told(one, 'is not within the page: ' + left + ' to ' + right)]
    if (one.tagName === 'text') {
      const picture = one.ownerSVGElement.getBoundingClientRect()
      const within = left >= picture.left && right <= picture.right && top >= picture.top && bottom <= picture.bottom
      return within ? [] : [told(one, 'is cut: ' + JSON.stringify([left - picture.left, picture.right - right, top - picture.top, picture.bottom - bottom]))]
    }
    const scrolls = one instanceof HTMLElement && one.clientWidth > 0 && one.scrollWidth > one.clientWidth + 1
    return scrolls ? [told(one, 'is wider than its place')] : []
  })
})()`

/** Colours make nothing wider. */
const shapes = places.filter(([, { colorScheme }]) => colorScheme === 'light')

describe.each(shapes.map((place) => ({ title: place[0], place })))('on $title', ({ place }) => {
  test.each(names)('%s: nothing overflows, and nothing is asked of a network', async (name) => {
    await look(name, place, async (page) => {
      expect(await page.evaluate<readonly string[]>(tooWide)).toEqual([])
    })
  })
})

/** Each place in one of the languages, and each language in three of the places. */
const audited = places.map((place, at) => ({
  title: place[0],
  place,
  name: `sample.${at % 4 === 0 || at % 4 === 3 ? 'zh' : 'en'}`,
}))

describe.each(audited)('on $title', ({ place, name }) => {
  test(`${name}: axe finds nothing`, async () => {
    await look(name, place, async (page) => {
      await page.evaluate(axe)
      const { violations, passes } = await page.evaluate<AxeResults>('axe.run()')
      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ failureSummary }) => failureSummary)])).toEqual([])
      expect(passes.map(({ id }) => id)).toContain('color-contrast')
    })
  })
})

describe('the sample’s page', () => {
  test('shows one picture of each chart, which has a name and a description', async () => {
    for (const [place, shown] of [
      [places[0], 'narrow'],
      [places[2], 'wide'],
      [places[4], 'wide'],
    ] as const) {
      if (!place) throw new Error('no such place')
      await look('sample.zh', place, async (page) => {
        const charts = await page.getByRole('img').all()
        expect(charts.length).toBe(4)
        for (const chart of charts) {
          expect(await chart.getAttribute('aria-labelledby')).toContain(shown)
          expect(await chart.locator('title').textContent()).not.toBe('')
          expect(await chart.locator('desc').textContent()).toMatch(/\d/)
        }
      })
    }
  })

  test('has headings in order, and other colours in the dark', async () => {
    const [, , light, dark] = places
    if (!light || !dark) throw new Error('no such place')
    const papers: unknown[] = []
    for (const place of [light, dark]) {
      await look('sample.en', place, async (page) => {
        const levels = await page.evaluate<readonly number[]>(
          `[...document.querySelectorAll('h1, h2, h3')].map((one) => Number(one.tagName[1]))`,
        )
        expect(levels.filter((level) => level === 1)).toEqual([1])
        expect(levels.some((level, at) => at > 0 && level > (levels[at - 1] ?? 0) + 1)).toBe(false)
        papers.push(await page.evaluate('getComputedStyle(document.body).backgroundColor'))
      })
    }
    expect(new Set(papers).size).toBe(2)
  })
})
