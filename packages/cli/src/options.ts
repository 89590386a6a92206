import { formatBrief, formatsOf } from './formats.ts'
import type { Words } from './language.ts'

/** Options of every command. They are read before the command is chosen, so that wrong usage is told in the form asked for. */
export interface CommonFlags {
  readonly lang?: string | undefined
  readonly format?: string | undefined
  readonly domain?: string | undefined
}

/** Options of commands that look at one book. */
export interface BookFlags extends CommonFlags {
  readonly book?: string | undefined
}

/** Options of commands that look at a book at a time. */
export interface ViewFlags extends BookFlags {
  readonly asOf?: string | undefined
  readonly knownAt?: string | undefined
  readonly trust?: string | undefined
  /** A file of events that are not recorded, only thought of. */
  readonly with?: string | undefined
}

/** Options of commands whose answers can be grouped and filtered. */
export interface GroupedFlags {
  readonly by?: string | undefined
  readonly where?: readonly string[] | undefined
}

/** What `--help` says of each option. Values are read by the command itself: its errors can say what it expected. */
export const optionBriefs = {
  lang: { zh: '语言：zh 或 en', en: 'language: zh or en' },
  format: formatBrief(formatsOf(undefined)),
  domain: {
    zh: '领域：一个模块文件（.js、.mjs、.ts），默认看 TAIZHANG_DOMAIN，再为本程序自带的',
    en: 'the domain: a module (.js, .mjs, .ts); default TAIZHANG_DOMAIN, else the one that comes with the program',
  },
  book: {
    zh: '台账代码；文件中只有一册时可省略',
    en: 'the book’s code; may be left out where the file holds one book',
  },
  asOf: {
    zh: '截至哪一天，YYYY-MM-DD（默认今天，北京时间；--domain 给出的领域按它的时区）',
    en: 'as of which day, YYYY-MM-DD (default: today in Asia/Shanghai, or where --domain says that the books are)',
  },
  knownAt: {
    zh: '当时已知：记录条数、时刻、日期或检查点文件（默认全部）',
    en: 'as known at a size, an instant, a date or the file of a checkpoint (default: all of the book)',
  },
  scope: { zh: '只看一个统计口径', en: 'one scope only' },
  books: {
    zh: 'PostgreSQL 中的哪些台账，如 3503*：各册合计，加 --by book 为各册',
    en: 'which books of a PostgreSQL database, such as 3503*: all together, and each with --by book',
  },
  by: {
    zh: '按什么分组，如 town 或 town,size（dimensions 列出全部）',
    en: 'what to group by, such as town or town,size (dimensions lists all)',
  },
  where: {
    zh: '只计符合条件的，如 town=临港镇 或 employees>=100；可写多次，须都符合',
    en: 'count only what meets this: town=临港镇, employees>=100; may be given again, all must be met',
  },
  with: {
    zh: '假设：把文件中的记录（NDJSON）也算上，但不录入',
    en: 'what if: count the events of this file (NDJSON), too; nothing is recorded',
  },
  columns: { zh: '只要这些列，依次写出，以逗号隔开', en: 'only these columns, in this order, with commas between' },
  sort: { zh: '按哪一列排序，前加 - 为倒序', en: 'the column to sort by; - before it for the other way' },
  counted: { zh: '只列该指标计入的', en: 'only what this figure counts' },
  leftOut: { zh: '只列该指标没有计入的', en: 'only what this figure leaves out' },
  period: {
    zh: '一段时间，代替 --from、--to：2021、2021-06、2021H1、2021Q2、近三年、今年',
    en: 'a period instead of --from and --to: 2021, 2021-06, 2021H1, 2021Q2, last-3-years, this-year',
  },
  compare: {
    zh: '与哪一天比：日期，或 year（去年同期）',
    en: 'compare with a day: a date, or year for the same day a year before',
  },
  from: { zh: '第一天，含当日', en: 'the first day, included' },
  to: { zh: '最后一天，含当日', en: 'the last day, included' },
  within: {
    zh: '多久之内任期届满：天数、月数或年数，如 90d、6m、1y（默认 6m）',
    en: 'due within how long, such as 90d, 6m or 1y (default: 6m)',
  },
  every: { zh: '周期：day、week、month、quarter 或 year', en: 'period: day, week, month, quarter or year' },
  rule: { zh: '只看一条规则', en: 'one rule only' },
  subject: { zh: '只看一个对象', en: 'one subject only' },
  severity: {
    zh: '只看一种程度：notice（提醒）、warning（警示）或 violation（不合规）',
    en: 'one severity only: notice, warning or violation',
  },
  failOn: {
    zh: '有该程度或更重的就以退出码 3 结束：notice、warning 或 violation',
    en: 'end with exit code 3 where there is one so grave: notice, warning or violation',
  },
  ledger: {
    zh: '某一台账的规则，含其自行采用和停用的',
    en: 'the rules of a ledger, with those it has adopted and repealed',
  },
  fromExport: {
    zh: '输入是另一册的 export：编号、记录人、依据和理由不变，位置、批次和录入时刻由本册另给',
    en: 'the input is an export of another book: ids, actors, evidence and reasons stay; positions, batches and times are this book’s own',
  },
  batch: {
    zh: '每 N 条记录为一个批次（默认全部为一批）',
    en: 'one batch for every N events (default: all are one batch)',
  },
  days: {
    zh: '超过多少天才算补录（默认 30）',
    en: 'late is what was recorded more than so many days after (default: 30)',
  },
  name: { zh: '台账名称', en: 'the book’s name' },
  key: { zh: '私钥文件，权限须为 600', en: 'the file of a private key, mode 600' },
  keyName: { zh: '见证人密钥的名称', en: 'the name of a witness’s key' },
  out: { zh: '写入的文件，不覆盖已有文件', en: 'the file to write; none is overwritten' },
  excel: {
    zh: '与 --format csv 同用：供 Excel 直接打开（带 BOM，表头为文字，金额以元计，没有公式）',
    en: 'with --format csv: for Excel to open as it is (byte order mark, headers in words, yuan, no formulas)',
  },
  mark: { zh: '印在页面上的字样，如 内部资料', en: 'words that stand on the page, such as 内部资料' },
  since: { zh: '手里的上一个检查点', en: 'the checkpoint that you hold' },
  request: {
    zh: '会签请求（prove 写成），不需要台账',
    en: 'a request to cosign, as prove writes it; no ledger is needed',
  },
  state: {
    zh: '见证人的状态文件：上一次会签到哪里',
    en: 'the witness’s state file: what it cosigned last',
  },
  tiles: { zh: '公布哈希的目录', en: 'the folder in which the hashes are published' },
  provenFrom: { zh: '见证人所持的上一个检查点', en: 'the checkpoint that the witness holds' },
  trust: {
    zh: '公钥文件，每行一个：他们都须签过检查点；或见证规则（见 docs/trust.md）',
    en: 'a file of public keys, one a line: all of them must have signed the checkpoint; or a policy (docs/trust.md)',
  },
  token: {
    zh: '检查点文件的时间戳（RFC 3161 的 .tsr）',
    en: 'a time stamp of the checkpoint’s file (RFC 3161, .tsr)',
  },
  tsa: { zh: '时间戳机构的根证书（PEM）', en: 'the root certificate of the time stamping authority (PEM)' },
  cosignDelay: {
    zh: '封存之后的记录写的录入时间比会签早几天以上算不符，默认 1',
    en: 'from how many days on it is a finding that events behind the checkpoint say that they were recorded before it was cosigned; default 1',
  },
  clockAhead: {
    zh: '时钟确实比上一批晚 20 年以上',
    en: 'the clock is right although it is more than 20 years ahead of the last batch',
  },
  into: { zh: '写入的 SQLite 文件，没有则新建', en: 'the SQLite file to write; made where there is none' },
  all: { zh: '服务器上的全部台账', en: 'every book of the server' },
  follow: { zh: '写完后继续跟随，直到停止', en: 'go on following, until it is stopped' },
  workers: { zh: '一起分担的进程数', en: 'how many workers share the books' },
  worker: { zh: '本进程是第几个，从 1 起', en: 'which of them this one is, from 1 on' },
  opening: {
    zh: '第一条记录的 data，JSON 对象；字段见 taizhang events',
    en: 'the data of the first event, a JSON object; taizhang events lists its fields',
  },
  form: { zh: '哪一张表：编号或名称（forms 列出全部）', en: 'which form, by id or title (forms lists all)' },
  covers: {
    zh: '表上应有的全部：all，或条件如 town=临港镇；台账里有而表上没有的会问',
    en: 'what the form is to have all of: all, or a condition such as town=临港镇; what is missing is asked about',
  },
  month: {
    zh: '只写年月的日期算哪一天：first（当月第一天）、last（最后一天）或 refuse（拒绝，默认）',
    en: 'what a month alone means: first or last day, or refuse (default)',
  },
  record: { zh: '录入；不写则只预览', en: 'record; without it nothing is' },
  confirmed: { zh: '须确认的也算在内', en: 'take what has to be confirmed, too' },
  jurisdiction: { zh: '辖区（默认同台账代码）', en: 'the jurisdiction (default: the book’s code)' },
} as const satisfies Record<string, Words>

/** Reads an option that is needed before Stricli parses: `--name value` or `--name=value`, up to `--`. */
export function peek(args: readonly string[], name: string): string | undefined {
  const own = args.includes('--') ? args.slice(0, args.indexOf('--')) : args
  const at = own.findIndex((arg) => arg === `--${name}` || arg.startsWith(`--${name}=`))
  const found = own[at]
  return found?.includes('=') ? found.slice(found.indexOf('=') + 1) : at < 0 ? undefined : own[at + 1]
}

/** Whether an option without a value is given. */
export const given = (args: readonly string[], name: string): boolean => {
  const end = args.indexOf('--')
  return args.slice(0, end < 0 ? undefined : end).some((arg) => arg === `--${name}` || arg === `--${name}=true`)
}

/** The file of the domain that the books are of; none for the one that comes with the program. An empty variable says nothing. */
export const askedDomain = (
  args: readonly string[],
  env: Readonly<Partial<Record<string, string>>>,
): string | undefined => peek(args, 'domain') ?? (env['TAIZHANG_DOMAIN'] || undefined)

const globals = ['lang', 'format', 'domain']

/**
 * Puts what people also write into the one form that Stricli reads: options before the command move behind it, `help X` is
 * `X --help`, and `--name=` has an empty value instead of being an argument.
 */
export function normalized(args: readonly string[]): readonly string[] {
  const leading: string[] = []
  let rest = [...args]
  for (
    let [first] = rest;
    first?.startsWith('--') && globals.includes(first.slice(2).split('=')[0] ?? '');
    [first] = rest
  )
    leading.push(...rest.splice(0, first.includes('=') ? 1 : 2))
  if (rest[0] === 'help') rest = [...rest.slice(1), '--help']
  const end = rest.includes('--') ? rest.indexOf('--') : rest.length
  const own = [...rest.slice(0, 1), ...leading, ...rest.slice(1, end)]
  const long = own.map((arg) => (arg === '-o' ? '--out' : arg))
  return [...long.flatMap((arg) => (/^--[^=]+=$/.test(arg) ? [arg.slice(0, -1), ''] : [arg])), ...rest.slice(end)]
}

/**
 * The first argument before `--` that looks like an option and that Stricli would take for something else: `-5`, `--x`, and the
 * names that every object has.
 */
export function strayOption(args: readonly string[]): string | undefined {
  const end = args.indexOf('--')
  return args.slice(0, end < 0 ? undefined : end).find((arg, at, own) => {
    if (!arg.startsWith('-') || arg === '-' || /^--[^=]+$/.test(own[at - 1] ?? '')) return false
    if (/^-[a-z]$/i.test(arg)) return false
    const name = /^--([a-z][a-z\d-]+)(=|$)/i.exec(arg)?.[1]
    return name === undefined || name.replace(/-./g, (pair) => pair.slice(1).toUpperCase()) in {}
  })
}
