import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { folder, run } from './taizhang.ts'

const { path, remove } = folder()
const ledger = path('sample.ledger')

beforeAll(async () => {
  await run(['init', ledger, '--book', '350305', '--name', '某区<台账>'])
  await run(['keygen', path('book.key'), '--book', '350305'])
  await run(['checkpoint', ledger, '--key', path('book.key'), '-o', path('note')])
})
afterAll(remove)

const packed = (page: string, id: string): string =>
  new RegExp(`<script type="text/plain" id="${id}">([^<]*)</script>`).exec(page)?.[1] ?? ''

test('the page is one file that names nothing outside of it, with the mark, the book and the checkpoint', async () => {
  const sealed = ['--since', path('note'), '--trust', path('book.key.pub')]
  const out = path('page.html')
  const { code, stdout } = await run([
    'explore',
    ledger,
    '-o',
    out,
    '--mark',
    '内部"资料',
    ...sealed,
    '--format',
    'json',
  ])
  expect(code).toBe(0)
  const page = readFileSync(out, 'utf8')
  expect(JSON.parse(stdout)).toEqual({
    out,
    bytes: Buffer.byteLength(page),
    book: '350305',
    events: 1,
    root: expect.stringMatching(/^[A-Za-z0-9+/]{43}=$/) as unknown,
  })
  expect(page).toContain('data-mark="内部&quot;资料"')
  expect(page).toContain('<title>某区&lt;台账&gt; · 台账一览</title>')
  expect(page).not.toMatch(/<(link|script|img)[^>]*(href|src)="(?!data:)/)
  expect(packed(page, 'head')).toMatch(/^[A-Za-z0-9+/]+=*$/)
  expect(packed(page, 'texts')).toMatch(/^[A-Za-z0-9+/]+=*$/)
})

test('it overwrites nothing, needs a file, and trusts no key that did not sign', async () => {
  const other = path('other.key')
  await run(['keygen', other, '--book', '350305'])
  expect((await run(['explore', ledger])).code).toBe(2)
  const foreign = ['--since', path('note'), '--trust', `${other}.pub`]
  expect((await run(['explore', ledger, '-o', path('b.html'), ...foreign])).code).toBe(3)
  await run(['explore', ledger, '-o', path('c.html')])
  expect((await run(['explore', ledger, '-o', path('c.html')])).code).toBe(1)
  expect((await run(['explore', fileURLToPath(new URL('none', import.meta.url)), '-o', path('d.html')])).code).toBe(4)
})
