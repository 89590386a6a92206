import { fail } from '@taizhang/kernel'
import { expectText } from '@taizhang/kernel/internal'

/** Where a server is, and which book is meant. */
export interface Address {
  /** What the client takes: the address without the book. */
  readonly connection: string
  /** The address as it may be printed: without the password. */
  readonly shown: string
  readonly book: string | undefined
}

/**
 * Whether a text is the address of a server, as opposed to a file.
 *
 * @example
 * isAddress('esdb://localhost:2113/350305') // => true
 * isAddress('my.ledger') // => false
 */
export function isAddress(text: string): boolean {
  expectText(text, 'text')
  return /^(esdb|esdb\+discover|kurrentdb|kurrentdb\+discover):\/\//i.test(text)
}

const form = /^(esdb|kurrentdb)(\+discover)?:\/\/(?:([^@/?]*)@)?([^@/?]+)(?:\/([^?]*))?(\?.*)?$/i
/** The client takes names and IPv4 addresses only. */
const hostForm = /^[A-Za-z0-9._-]+(:\d{1,5})?$/
const book = /^[A-Za-z0-9._:-]{1,64}$/
const options = new Set(
  ['tls', 'tlsCAFile', 'userCertFile', 'userKeyFile', 'nodePreference', 'maxDiscoverAttempts']
    .concat([
      'discoveryInterval',
      'gossipTimeout',
      'keepAliveInterval',
      'keepAliveTimeout',
      'defaultDeadline',
      'connectionName',
    ])
    .map((name) => name.toLowerCase()),
)

/**
 * Reads `esdb://[user:password@]host:port[,host:port…][/BOOK][?option=value…]`; `esdb+discover://` finds the nodes by DNS, and
 * `kurrentdb://` means the same as `esdb://`.
 *
 * Throws `LedgerError` (usage) for anything else: what the client does not know it would only warn about and leave out.
 *
 * @example
 * const { book, shown } = parseAddress('esdb://ops:secret@localhost:2113/350305?tls=false')
 * book // => '350305'
 * shown.includes('secret') // => false
 */
export function parseAddress(text: string): Address {
  expectText(text, 'text')
  const shown = shownOf(text)
  const [, , discover = '', login, hosts = '', path = '', query = ''] = form.exec(text) ?? malformed(short(shown))
  if (login !== undefined && !/^[^:]+:[^:]+$/.test(login)) malformed(short(shown))
  for (const host of hosts.split(',')) if (!hostForm.test(host)) malformed(short(shown))
  if (path !== '' && !book.test(path)) badBook(short(shown), short(path))
  for (const pair of query
    .slice(1)
    .split('&')
    .filter((one) => one !== '')) {
    const [name = '', value = ''] = pair.split('=')
    if (!options.has(name.toLowerCase().replace(/[_-]/g, '')) || value === '' || isFrowned(name, value))
      badOption(short(shown), short(pair))
  }
  const scheme = `esdb${discover.toLowerCase()}`
  return {
    connection: `${scheme}://${login === undefined ? '' : `${login}@`}${hosts}${query === '?' ? '' : query}`,
    shown,
    book: path === '' ? undefined : path,
  }
}

/** What the client takes and complains about on stderr, each time it connects. */
const isFrowned = (name: string, value: string): boolean =>
  /^keep_?-?alive_?-?interval$/i.test(name) && Number(value) < 10_000

const shownOf = (text: string): string => text.replace(/(:\/\/[^:@/?]*):[^@/?]*@/, '$1:***@')

/** Nobody reads more of an address that is wrong. */
const short = (text: string): string => (text.length > 200 ? `${text.slice(0, 200)}…` : text).toWellFormed()

const malformed = (shown: string): never =>
  fail(
    'usage',
    'bad-address',
    {
      zh: `${shown} 不是服务器地址：应写作 esdb://[用户:密码@]主机:端口[,主机:端口…]/台账代码[?tls=false]`,
      en: `${shown} is no server address: write esdb://[user:password@]host:port[,host:port…]/BOOK[?tls=false]`,
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

const badOption = (shown: string, found: string): never =>
  fail(
    'usage',
    'bad-address',
    {
      zh: `${shown} 中的选项 ${found} 无法识别；常用的有 tls=false、tlsCAFile=文件、nodePreference=leader`,
      en: `${shown} has the option ${found}, which is unknown; common ones are tls=false, tlsCAFile=FILE, nodePreference=leader`,
    },
    { parameter: 'text', ledger: shown, option: found },
  )
