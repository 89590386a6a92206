import { createLedger, openLedger, party } from '@taizhang/core'
import { postgresStore } from '@taizhang/postgres'
import { expect, test } from 'vitest'
import { freshSchema, onPglite, onServer, realServer } from '../../../packages/postgres/test/server.ts'
import { service } from '../service.ts'

const newId = (): string => crypto.randomUUID()

test('the service runs on PostgreSQL: one program records, and another one answers', async () => {
  const server = await realServer()
  const [database, schema] = [server ? onServer(server.url) : await onPglite(), freshSchema()]
  const [one, two] = [true, false].map((create) => postgresStore(database, { domain: party, schema, create }))
  if (!one || !two) throw new Error('two were opened')
  await createLedger(one, { book: 'b', name: '测试' }, { now: new Date(), newId, actor: 'clerk-1' })
  const app = service(await openLedger(one, { book: 'b' }), () => 'clerk-3')
  const data = { unitId: 'u1', kind: 'enterprise', name: '甲' }
  const body = JSON.stringify([{ type: 'UnitListed', effectiveOn: '2020-01-01', data, id: newId() }])
  const headers = { 'content-type': 'application/json' }
  const posted = await app.request('/events', { method: 'POST', body, headers })
  expect([posted.status, posted.headers.get('etag')]).toEqual([201, '"2"'])
  // The same request again is recorded once.
  expect((await app.request('/events', { method: 'POST', body, headers })).status).toBeLessThan(300)
  const ledger = await openLedger(two, { book: 'b' })
  expect([ledger.size, ledger.event(1)?.actor]).toEqual([2, 'clerk-3'])
  await database.query(`DROP SCHEMA "${schema}" CASCADE`)
  await one.close()
})
