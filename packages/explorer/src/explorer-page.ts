import { readFileSync } from 'node:fs'
import { expectChoice, expectList, expectObject, expectText } from '@taizhang/kernel/internal'
import { pack } from './packed.ts'
import type { PageData } from './page-data.ts'

/** How the page is made. */
export interface ExplorerPageOptions {
  /** In which language it opens; a reader may choose the other. */
  readonly language: 'zh' | 'en'
  /** What is to stand on every view and every printed sheet, such as 内部资料. */
  readonly mark?: string | undefined
}

/** What is built beside `src` and `dist`. */
const asset = (name: 'page.js' | 'page.css'): string =>
  readFileSync(new URL(`../assets/${name}`, import.meta.url), 'utf8')

/**
 * One HTML file with the program and the data of a book, which opens from a disk and asks no network for anything. The same data gives the same bytes.
 *
 * Throws `LedgerError` (usage) where an option is malformed.
 *
 * @example
 * const page = explorerPage(pageDataOf(ledger), { language: 'zh' })
 * page.startsWith('<!doctype html>') // => true
 */
export function explorerPage(data: PageData, options: ExplorerPageOptions): string {
  expectObject(data, 'data')
  expectText(data.name, 'data.name')
  expectList(data.texts, 'data.texts')
  expectObject(options, 'options')
  expectChoice(options.language, 'options.language', ['zh', 'en'])
  if (options.mark !== undefined) expectText(options.mark, 'options.mark')
  const { head, texts } = pack(data)
  const { language, mark } = options
  const title = { zh: `${data.name} · 台账一览`, en: `${data.name} · ledger` }[language]
  return `<!doctype html>
<html lang="${{ zh: 'zh-CN', en: 'en' }[language]}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'">
<link rel="icon" href="data:,">
<title>${escaped(title)}</title>
<style>${asset('page.css')}</style>
</head>
<body${mark === undefined ? '' : ` data-mark="${escaped(mark)}"`}>
<div id="app"></div>
<noscript>${{ zh: '请允许本页运行脚本：全部内容都在这个文件里。', en: 'Allow this page its script: everything is in this file.' }[language]}</noscript>
<script type="text/plain" id="head">${head}</script>
<script type="text/plain" id="texts">${texts}</script>
<script>${asset('page.js')}</script>
</body>
</html>
`
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string): string => text.replaceAll(/[&<>"]/g, (sign) => escapes[sign] ?? sign)
