import './polyfills.ts'
import './style.css'
import * as z from 'zod'
import { civilDateAt } from '@taizhang/core'
import { unpackHead } from '../src/packed.ts'
import { readHash, type State } from '../src/state.ts'
import { App } from './app.ts'
import { pageOf } from './page.ts'

// A page that allows no code from texts: zod would try.
z.config({ jitless: true })

const head = unpackHead(document.querySelector('#head')?.textContent ?? '')
const { recordedAt } = head.batches
const batch = recordedAt.length - 1
const usual = readHash('', head.batches, { asOf: civilDateAt(recordedAt[batch] ?? ''), batch })
const read = (): State => readHash(location.hash, head.batches, usual)
const language = document.documentElement.lang === 'en' ? 'en' : 'zh'
const app = new App(head, usual, {
  language,
  mark: document.body.dataset['mark'],
  changed: () => page.update(),
})
app.state = read()
const page = pageOf(app, document.querySelector('#app') ?? document.body)
page.update()
addEventListener('popstate', () => {
  app.state = read()
  page.update()
})
