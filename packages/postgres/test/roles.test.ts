import { readFileSync } from 'node:fs'
import { isLedgerError } from '@taizhang/kernel'
import { party } from '@taizhang/core'
import { expect, test } from 'vitest'
import { postgresStore } from '../src/index.ts'
import { startCluster } from './cluster.ts'
import { onServer, skipped } from './server.ts'

const page = readFileSync(new URL('../../../docs/postgresql.md', import.meta.url), 'utf8')
const ofRoles = page.slice(page.indexOf('\n## Roles'), page.indexOf('\n## Migrations'))

/** What a call comes to, or the code that it fails with. */
const told = async (call: Promise<unknown>): Promise<unknown> =>
  call.catch((error: unknown) => {
    if (isLedgerError(error)) return error.refusal.code
    throw error
  })

test('roles made as docs/postgresql.md has it may do what it says, with their own books alone', async (context) => {
  // Roles are of a whole server: this one is the test's own.
  const cluster = (await startCluster()) ?? context.skip(skipped)
  const [none, event] = [{ expectedRevision: 'no-stream' } as const, { id: 'a', text: '{}' }]
  await using owner = postgresStore(cluster.url, { domain: party, create: true })
  for (const stream of ['ledger-b', 'ledger-c']) await owner.append(stream, [event], none)
  const admin = onServer(cluster.url)
  for (const [, sql = ''] of ofRoles.matchAll(/```sql\n([^]*?)```/g)) await admin.query(sql)
  await admin.query(`CREATE ROLE clerk LOGIN IN ROLE ledger_writer; CREATE ROLE viewer LOGIN IN ROLE ledger_reader;
    CREATE ROLE auditor LOGIN IN ROLE ledger_auditor; INSERT INTO district_login VALUES ('clerk', 'b'), ('viewer', 'b')`)
  const urlOf = (login: string): string => cluster.url.replace('taizhang@', `${login}@`)
  const [clerk, viewer, auditor] = ['clerk', 'viewer', 'auditor'].map((login) =>
    postgresStore(urlOf(login), { domain: party }),
  )
  if (!clerk || !viewer || !auditor) throw new Error('three were opened')

  const next = [{ id: 'b', text: '{}' }]
  expect(await clerk.append('ledger-b', next, { expectedRevision: 0 })).toMatchObject({ ok: true, revision: 1 })
  expect(await told(clerk.append('ledger-c', next, { expectedRevision: 0 }))).toMatchObject({ ok: false })
  expect(await told(clerk.append('ledger-d', next, none))).toBe('access-denied')
  expect(await told(viewer.append('ledger-b', [{ id: 'c', text: '{}' }], { expectedRevision: 1 }))).toBe(
    'access-denied',
  )
  expect([await clerk.streams(), await viewer.streams(), await auditor.streams()]).toEqual([
    ['ledger-b'],
    ['ledger-b'],
    ['ledger-b', 'ledger-c'],
  ])
  const database = onServer(urlOf('clerk'))
  await expect(database.query("UPDATE taizhang.event SET text = ''", [])).rejects.toMatchObject({ code: '42501' })
  for (const one of [clerk, viewer, auditor, database, admin]) await one.close()
})
