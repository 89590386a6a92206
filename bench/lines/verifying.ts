import { hash } from 'node:crypto'
import { verifyBook } from '@taizhang/audit'
import { party } from '@taizhang/core'
import { sqliteStore } from '@taizhang/sqlite'
import type { Line } from '../line.ts'

/** Everything read, hashed, parsed, judged, derived and compared, held against the least that an auditor must do. */
export const verifying: Line = {
  what: 'verify: a book read, hashed, judged, derived again and compared',
  against: 'bare SHA-256 over the same bytes',
  rounds: 1,
  prepare: ({ file, texts }) => {
    const buffers = texts().map((text) => Buffer.from(text))
    const store = sqliteStore(file, { domain: party, readOnly: true })
    return {
      ours: async () => {
        const { checks } = await verifyBook(store, 'bench')
        return checks.every(({ state }) => state === 'held' || state === 'skipped')
      },
      other: () => {
        for (const buffer of buffers) hash('sha256', buffer, 'binary')
        return true
      },
      close: async () => store.close(),
    }
  },
}
