import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { expect } from 'vitest'
import { writeProgram } from '../program.ts'
import { explorerPage, pageDataOf } from '../src/index.ts'
import { sampleLedger } from './books.ts'

const folder = mkdtempSync(join(tmpdir(), 'taizhang-explorer-'))
process.once('exit', () => rmSync(folder, { recursive: true, force: true }))

let written: Promise<string> | undefined

/** The address of the sample's page, of the sources as they are. */
export const samplePage = async (): Promise<string> => (written ??= writePage())

async function writePage(): Promise<string> {
  await writeProgram(new URL('../assets/', import.meta.url))
  const file = join(folder, 'page.html')
  const data = pageDataOf(await sampleLedger())
  writeFileSync(file, explorerPage(data, { language: 'zh', mark: '内部资料' }))
  return pathToFileURL(file).href
}

/** Opens the page with a link; holds that nothing is asked of a network and nothing is complained of. */
export async function look(
  browser: Browser | undefined,
  address: string,
  options: BrowserContextOptions,
  use: (page: Page) => Promise<void>,
): Promise<void> {
  const context = await browser?.newContext(options)
  const page = await context?.newPage()
  if (!context || !page) throw new Error('there is no browser')
  const complaints: string[] = []
  page.on('console', (message) => complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(String(error.stack)))
  page.on('request', (request) => {
    if (!/^(file|data|blob):/.test(request.url())) complaints.push(request.url())
  })
  await page.goto(address)
  await page.waitForSelector('.view')
  await use(page)
  expect(complaints).toEqual([])
  await context.close()
}
