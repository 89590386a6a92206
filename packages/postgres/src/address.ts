import { fail } from '@taizhang/kernel'
import { expectFunction, expectObject, expectText } from '@taizhang/kernel/internal'
import { pgDatabase, type PgPool } from './pg-database.ts'
import type { Database } from './queries.ts'
import { urlDatabase } from './url-database.ts'

/** A pool of `pg`: `new Pool(…)`. */
export type PostgresPool = PgPool

/** Where a database is, and which book is meant. */
export interface PostgresAddress {
  /** What the driver takes: the address without the book and the schema. */
  readonly connection: string
  /** The address as it may be printed: without the password. */
  readonly shown: string
  readonly book: string | undefined
  readonly schema: string | undefined
}

/**
 * Whether a text is the address of a PostgreSQL database, as opposed to a file.
 *
 * @example
 * isPostgresAddress('postgres://localhost/ledgers?book=350305') // => true
 * isPostgresAddress('my.ledger') // => false
 */
export function isPostgresAddress(text: string): boolean {
  expectText(text, 'text')
  return /^postgres(ql)?:\/\//i.test(text)
}

const book = /^[A-Za-z0-9._:-]{1,64}$/

/**
 * Reads `postgres://[user[:password]@]host[:port][,host…]/database[?book=…][&schema=…][&option=value…]`. Every option but `book` and `schema` is the driver's.
 *
 * Throws `LedgerError` (usage) for anything else.
 *
 * @example
 * const { book, shown } = parsePostgresAddress('postgres://ops:secret@localhost/ledgers?book=350305')
 * book // => '350305'
 * shown.includes('secret') // => false
 */
export function parsePostgresAddress(text: string): PostgresAddress {
  expectText(text, 'text')
  const shown = text.replace(/(:\/\/[^:@/?]*):[^@/?]*@/, '$1:***@').replace(/([?&]password=)[^&]*/gi, '$1***')
  const short = (shown.length > 200 ? `${shown.slice(0, 200)}…` : shown).toWellFormed()
  const [, before = '', query = ''] =
    /^(postgres(?:ql)?:\/\/[^/?#\s]*(?:\/[^/?#\s]*)?)(?:\?([^#\s]*))?$/i.exec(text) ?? malformed(short)
  const own = new Map<string, string>()
  const rest = query.split('&').filter((pair) => {
    const [name = '', value = ''] = pair.split('=')
    if (name !== 'book' && name !== 'schema') return pair !== ''
    if (own.has(name)) malformed(short)
    own.set(name, decoded(value) ?? malformed(short))
    return false
  })
  const named = own.get('book')
  if (named !== undefined && !book.test(named)) badBook(short, named)
  return {
    connection: rest.length > 0 ? `${before}?${rest.join('&')}` : before,
    shown,
    book: named,
    schema: own.get('schema'),
  }
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

/** The database that is meant, and the schema if the address names one. */
export function databaseOf(on: string | PostgresPool | Database): {
  readonly database: Database
  readonly schema?: string | undefined
} {
  if (typeof on === 'string') {
    const { connection, shown, schema } = parsePostgresAddress(on)
    return { database: urlDatabase(connection, shown), schema }
  }
  expectObject(on, 'on')
  if ('transaction' in on) {
    for (const name of ['query', 'transaction', 'listen', 'close'] as const) expectFunction(on[name], `on.${name}`)
    expectText(on.shown, 'on.shown')
    return { database: on }
  }
  for (const name of ['connect', 'on', 'end'] as const) expectFunction(on[name], `on.${name}`)
  expectObject(on.options, 'on.options')
  return { database: pgDatabase(on, { shown: 'PostgreSQL', owned: false }) }
}

const malformed = (shown: string): never =>
  fail(
    'usage',
    'bad-address',
    {
      zh: `${shown} 不是 PostgreSQL 地址：应写作 postgres://[用户[:密码]@]主机[:端口]/数据库?book=台账代码`,
      en: `${shown} is no address of PostgreSQL: write postgres://[user[:password]@]host[:port]/database?book=BOOK`,
    },
    { parameter: 'text', ledger: shown },
  )

const badBook = (shown: string, found: string): never =>
  fail(
    'usage',
    'bad-address',
    {
      zh: `${shown} 中的台账代码 ${found} 不合规定：1 至 64 个字符，限 A-Z a-z 0-9 . _ : -`,
      en: `the book ${found} in ${shown} is malformed: 1 to 64 characters of A-Z a-z 0-9 . _ : -`,
    },
    { parameter: 'text', ledger: shown, book: found },
  )
