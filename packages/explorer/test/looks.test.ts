import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Browser, BrowserContextOptions } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openBrowser, whyNoBrowser } from '../../report/test/browser.ts'
import { look, samplePage } from './open-page.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
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

const places: readonly (readonly [string, BrowserContextOptions])[] = [
  ['a phone, light', { viewport: { width: 360, height: 740 }, colorScheme: 'light' }],
  ['a desktop, dark', { viewport: { width: 1280, height: 900 }, colorScheme: 'dark' }],
]

/** Each view on a phone or a desktop; colours and widths go together on both. */
const views: readonly (readonly [string, string, number])[] = [
  ['the overview as known then', '#asOf=2020-06-30&knownAt=5000', 0],
  ['the overview of a town', '#asOf=2020-06-30&knownAt=5000&town=临港镇', 1],
  ['a figure', '#asOf=2020-06-30&knownAt=5000&view=figure&figure=organization-coverage&scope=enterprise', 0],
  ['a dossier', '#asOf=2020-06-30&knownAt=5000&view=subject&subject=o015', 0],
  ['an event', '#view=event&event=4000', 0],
  ['what is to be done', '#asOf=2020-06-30&view=work', 1],
  ['two views', '#asOf=2020-06-30&knownAt=5000&view=compare', 1],
  ['all figures, in English', '#asOf=2020-06-30&knownAt=5000&view=figures&language=en', 0],
  ['the proof, in English', '#view=proof&language=en', 0],
]

/** What is wider than the page. */
const tooWide = `[...document.body.querySelectorAll('*')].flatMap((one) => {
  const { left, right } = one.getBoundingClientRect()
  const scrolls = one.closest('.scroll') && !one.classList.contains('scroll')
  return !scrolls && !one.classList.contains('skip') && (left < -0.5 || right > document.documentElement.clientWidth + 0.5)
    ? [one.tagName + ' "' + one.textContent.trim().slice(0, 40) + '" ' + left + ' to ' + right] : []
})`

test.each(views)('%s: nothing overflows, axe finds nothing', async (_title, hash, at) => {
  const [, options] = places[at] ?? places[0] ?? []
  await look(browser, `${address}${hash}`, options ?? {}, async (page) => {
    await page.waitForSelector('.waiting', { state: 'detached' })
    expect(await page.evaluate(tooWide)).toEqual([])
    await page.evaluate(axe)
    const { violations, passes } = await page.evaluate<AxeResults>('axe.run()')
    expect(
      violations.map(({ id, nodes }) => [
        id,
        nodes.map(({ failureSummary, html }) => [html.slice(0, 120), failureSummary]),
      ]),
    ).toEqual([])
    expect(passes.map(({ id }) => id)).toContain('color-contrast')
  })
})
