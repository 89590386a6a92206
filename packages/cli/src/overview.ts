import type { Words } from './language.ts'
import type { Session } from './session.ts'

/** What makes sense of the Party's books alone. */
const ofParty: ReadonlySet<string> = new Set(['coverage', 'explore', 'organization', 'report', 'terms'])

/**
 * `taizhang --help`: the commands, and what holds for all of them.
 *
 * @param domainFile where books of another domain are asked about: what is of the Party's alone is left out then
 */
export function overview(
  commands: readonly (readonly [name: string, command: { readonly brief: string }])[],
  { language, domainFile }: Pick<Session, 'language' | 'domainFile'>,
): string {
  const shown = commands.filter(([name]) => domainFile === undefined || !ofParty.has(name))
  const width = Math.max(...shown.map(([name]) => name.length))
  const list = shown.map(([name, { brief }]) => `  ${name.padEnd(width)}  ${brief}\n`).join('')
  const title =
    domainFile === undefined
      ? ownTitle
      : { zh: `台账，领域见 ${domainFile}`, en: `A ledger of the domain in ${domainFile}` }
  return { zh: chinese, en: english }[language](title[language], list)
}

const ownTitle: Words = {
  zh: '两新组织党建台账',
  en: 'A ledger of Party organizations in enterprises and social organizations',
}

const chinese = (title: string, commands: string): string => `${title}

用法
  taizhang 命令 台账 [参数] [选项]
  taizhang 命令 --help

台账是 SQLite 文件，或服务器上的一册：esdb://主机:端口/台账代码[?tls=false]、postgres://主机/数据库?book=台账代码

命令
${commands}
共同的选项
  --format table|json|ndjson|csv  输出格式，默认 table；report 为 md|html|json，terms 另有 ics
  --lang zh|en                    语言，默认看 TAIZHANG_LANG，再看系统区域设置，再为 zh
  --book CODE                     台账代码；文件中只有一册时可省略
  --domain FILE                   另一个领域：导出它的模块（.js、.mjs、.ts）
  --version                       版本

环境变量
  TAIZHANG_LANG    语言
  TAIZHANG_ACTOR   记录人编号，默认 cli；不要写姓名
  TAIZHANG_DOMAIN  没有 --domain 时的领域

退出码
  0 完成   1 被拒绝，什么都没有记录   2 用法有误   3 检查不通过   4 没有找到
  5 冲突   6 此刻无法完成             7 程序缺陷
`

const english = (title: string, commands: string): string => `${title}

Usage
  taizhang COMMAND LEDGER [ARGUMENTS] [OPTIONS]
  taizhang COMMAND --help

A ledger is a SQLite file, or a book on a server: esdb://host:port/BOOK[?tls=false], postgres://host/database?book=BOOK

Commands
${commands}
Options of every command
  --format table|json|ndjson|csv  how to print; default table. report takes md|html|json, terms also ics
  --lang zh|en                    the language; default TAIZHANG_LANG, else the locale, else zh
  --book CODE                     which book; needed where the file holds several
  --domain FILE                   another domain: the module that exports it (.js, .mjs, .ts)
  --version                       the version

Environment
  TAIZHANG_LANG    the language
  TAIZHANG_ACTOR   who records: an id, never a name; default cli
  TAIZHANG_DOMAIN  the domain, where there is no --domain

Exit codes
  0 done       1 refused, nothing was recorded   2 wrong usage   3 something does not hold   4 not found
  5 conflict   6 could not be done now           7 a defect of ours
`
