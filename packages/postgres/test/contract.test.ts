import { party } from '@taizhang/core'
import { describeEventStore } from '@taizhang/testkit'
import { describe, it } from 'vitest'
import { postgresStore } from '../src/index.ts'
import type { Database } from '../src/queries.ts'
import { freshSchema, onPglite, onServer, realServer, skipped } from './server.ts'

const place = async (database: () => Promise<Database>) => {
  const [schema, opened] = [freshSchema(), [] as Database[]]
  return {
    open: async () => {
      const one = await database()
      opened.push(one)
      return postgresStore(one, { domain: party, schema, create: true })
    },
    remove: async () => {
      const one = await database()
      await one.query(`DROP SCHEMA IF EXISTS ${schema} CASCADE`)
      await one.close()
    },
  }
}

describeEventStore('PostgreSQL in the process (PGlite)', async () => place(onPglite))

const server = await realServer()
const describeServer = server ? describeEventStore : describeSkipped
describeServer('PostgreSQL', async () => place(async () => onServer(server?.url ?? '', { pipeline: true })))

function describeSkipped(name: string): void {
  describe(`event store: ${name}`, () => {
    // oxlint-disable-next-line vitest/expect-expect -- says why the real server is not tested
    it('holds the contract on a real server', (context) => context.skip(skipped))
  })
}
