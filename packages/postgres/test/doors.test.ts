import { party } from '@taizhang/core'
import { describeDoors, takes, type Door } from '@taizhang/testkit'
import * as postgres from '../src/index.ts'
import type { BooksQuestion, PostgresOptions, PostgresStore } from '../src/index.ts'

const { one, optional, text, whole } = takes

const none = one()
const schema = (value: unknown): boolean => typeof value === 'string' && /^(?!pg_)[a-z_][a-z0-9_]{0,39}$/.test(value)
const address = 'postgres://localhost/none'
const opened = async (options: unknown): Promise<void> =>
  postgres.postgresStore(address, options as PostgresOptions).close()

const asked = async (question: unknown): Promise<unknown> =>
  postgres.figuresOfBooks({} as PostgresStore, question as BooksQuestion)

const doors: Record<string, Door> = {
  bookOf: [[text, (value) => postgres.bookOf(value)]],
  figuresOfBooks: [
    [none, async (value) => postgres.figuresOfBooks(value as PostgresStore, { asOf: '2021-06-30', figures: [] })],
    [none, async (value) => asked(value)],
    [none, async (value) => asked({ asOf: value, figures: [1] })],
    [
      none,
      async (value) => asked({ asOf: '2021-06-30', figures: value === undefined || Array.isArray(value) ? 1 : value }),
    ],
  ],
  isPostgresAddress: [[text, (value) => postgres.isPostgresAddress(value)]],
  parsePostgresAddress: [[none, (value) => postgres.parsePostgresAddress(value)]],
  postgresStore: [
    [none, async (value) => postgres.postgresStore(value, { domain: party }).close()],
    [none, async (value) => opened(value)],
    [none, async (value) => opened({ domain: value })],
    [optional(schema), async (value) => opened({ domain: party, schema: value })],
    [optional(none), async (value) => opened({ domain: party, onWaiting: value })],
    [optional(whole(0, 2 ** 31 - 1)), async (value) => opened({ domain: party, patienceMs: value })],
    [optional(whole(0, 2 ** 31 - 1)), async (value) => opened({ domain: party, connectMs: value })],
  ],
}

describeDoors({ postgres }, doors, { runs: 30 })
