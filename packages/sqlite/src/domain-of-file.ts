import type { DatabaseSync } from 'node:sqlite'
import { fail } from '@taizhang/kernel'
import type { Domain } from '@taizhang/kernel/define'

/** The domain that a file's books are of: one, with any of its extensions. */
export interface DomainOfFile {
  /** Fails (usage) where the file's books are of another domain. */
  readonly expect: () => void
  /** Says in the file what its books are of, with the first of its events; inside the caller's transaction. Fails as `expect` does. */
  readonly keep: () => void
}

/** The names of domains that a file's list has: one, where nobody has added to it; none of a file whose books an older program made. */
export function domainsListed(db: DatabaseSync): readonly string[] {
  const has = db.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'ledger_domain'").get()
  if (!has) return []
  const listed = db.prepare('SELECT name FROM ledger_domain ORDER BY name').all()
  return listed.map(({ name }) => String(name))
}

/**
 * The domain of a file by its name. The table is made with the first event that a program records: of a file whose books an older program made, the
 * first event tells.
 */
export function domainOfFile(db: DatabaseSync, path: string, { name, events }: Domain): DomainOfFile {
  let isKept = false
  const expect = (): void => {
    const listed = domainsListed(db)
    isKept = listed.includes(name)
    // A name too many is for `verify` to tell of.
    const [other] = listed
    if (!isKept && other !== undefined) otherDomain(path, name, { domain: other })
    const first = isKept
      ? undefined
      : db
          .prepare(
            "SELECT CASE WHEN json_valid(text) THEN text ->> '$.type' END AS type FROM event ORDER BY book, position LIMIT 1",
          )
          .get()?.['type']
    if (typeof first === 'string' && !events.has(first)) otherDomain(path, name, { type: first })
  }
  return {
    expect,
    keep: () => {
      if (isKept) return
      expect()
      if (isKept) return
      db.exec('CREATE TABLE IF NOT EXISTS ledger_domain (name TEXT PRIMARY KEY) STRICT')
      db.prepare('INSERT INTO ledger_domain (name) VALUES (?)').run(name)
      // A transaction that is taken back takes the row away as well: it is looked for again.
    },
  }
}

function otherDomain(
  path: string,
  given: string,
  found: { readonly domain: string } | { readonly type: string },
): never {
  const told =
    'domain' in found
      ? { zh: `属于领域 ${found.domain}`, en: `is of the domain ${found.domain}` }
      : { zh: `以 ${found.type} 开始`, en: `begins with ${found.type}` }
  return fail(
    'usage',
    'other-domain',
    {
      zh: `${path} 中的台账${told.zh}，不属于领域 ${given}：一个文件只放一个领域的台账`,
      en: `what ${path} holds ${told.en}, and is not of the domain ${given}: a file holds one domain`,
    },
    { path, given, ...found },
  )
}
