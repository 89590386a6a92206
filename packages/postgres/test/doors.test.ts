import { describeDoors, takes, type Door } from '@taizhang/testkit'
import * as postgres from '../src/index.ts'

const { text } = takes

const doors: Record<string, Door> = {
  bookOf: [[text, (value) => postgres.bookOf(value)]],
}

describeDoors({ postgres }, doors, { runs: 30 })
