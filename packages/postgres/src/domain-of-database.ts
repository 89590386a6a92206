import { fail } from '@taizhang/kernel'
import type { Queries } from './queries.ts'

/** Says in the schema what its books are of, with the first of its events; inside the caller's transaction. Fails as {@link expectDomain} does. */
export async function keepDomain(queries: Queries, schema: string, name: string, shown: string): Promise<void> {
  if (await expectDomain(queries, schema, name, shown)) return
  // Two programs may both be the first.
  await queries.query(`LOCK TABLE ${schema}.ledger_domain IN EXCLUSIVE MODE`)
  if (await expectDomain(queries, schema, name, shown)) return
  await queries.query(`INSERT INTO ${schema}.ledger_domain (name) VALUES ($1)`, [name])
}

/** Whether the schema's books are known to be of the domain. Fails (usage) where they are of another one. */
export async function expectDomain({ query }: Queries, schema: string, name: string, shown: string): Promise<boolean> {
  const rows = await query(`SELECT name FROM ${schema}.ledger_domain ORDER BY name`, [])
  const listed = rows.map((row) => String(row['name']))
  const [other] = listed
  if (other === undefined || listed.includes(name)) return other !== undefined
  return fail(
    'usage',
    'other-domain',
    {
      zh: `${shown}（${schema}）中的台账属于领域 ${other}，不属于领域 ${name}`,
      en: `what ${shown} (${schema}) holds is of the domain ${other}, and not of the domain ${name}`,
    },
    { ledger: shown, schema, given: name, domain: other },
  )
}
