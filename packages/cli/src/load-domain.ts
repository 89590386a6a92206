import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

import { domainForm } from '@taizhang/kernel/internal'
import type { Domain } from '@taizhang/kernel/define'

import { fileSystem } from './file-system.ts'
import type { Words } from './language.ts'
import { stop } from './stop.ts'

/**
 * The domain in a module: its default export, or the one called `domain`. It brings the kernel and zod that it was written with, and only its
 * members are looked at, never whose they are.
 */
export async function loadDomain(file: string): Promise<Domain> {
  expectFile(file)
  let exported: Readonly<Record<string, unknown>>
  try {
    exported = (await import(pathToFileURL(resolve(file)).href)) as Readonly<Record<string, unknown>>
  } catch (error) {
    return notLoaded(file, error)
  }
  const found = [exported['default'], exported['domain']].find(hasForm)
  if (!found) noDomain(file, exported)
  if (found.form > domainForm) newerDomain(file, found)
  const missing = missingIn(found)
  if (missing !== undefined) noDomain(file, exported, missing)
  // Looked at member by member: TypeScript cannot know what a module exports that is found while the program runs.
  return found as unknown as Domain
}

interface Formed {
  readonly form: number
  readonly [member: string]: unknown
}

const hasForm = (value: unknown): value is Formed =>
  typeof value === 'object' && value !== null && 'form' in value && typeof value.form === 'number'

/** The first member that a domain has and this value has not. */
function missingIn(value: Formed): string | undefined {
  const maps = ['events', 'figures', 'checks', 'ruleTexts'].filter((name) => !(value[name] instanceof Map))
  const texts = ['name', 'version', 'rulebookEdition'].filter((name) => typeof value[name] !== 'string')
  const others = ['opening', 'texts', 'rules'].filter((name) => typeof value[name] !== 'object')
  const lists = ['relations', 'parts'].filter((name) => !Array.isArray(value[name]))
  const functions = ['labelOf'].filter((name) => typeof value[name] !== 'function')
  return [...texts, ...lists, ...maps, ...others, ...functions][0]
}

function expectFile(file: string): void {
  let found: { isFile(): boolean } | undefined
  try {
    found = fileSystem.statSync(resolve(file))
  } catch (error) {
    found = undefined
    const { code } = error as NodeJS.ErrnoException
    if (code !== 'ENOENT' && code !== 'ENOTDIR')
      stop(
        'unavailable',
        'unreadable-file',
        { zh: `${file} 无法读取（${code}）`, en: `${file} cannot be read (${code})` },
        { file, system: code },
      )
  }
  if (found?.isFile()) return
  stop(
    'notFound',
    'no-such-domain',
    {
      zh: found ? `${file} 不是文件，不能作为领域` : `没有领域文件 ${file}`,
      en: found ? `${file} is no file, so it cannot hold a domain` : `there is no file ${file} for the domain`,
    },
    { file, next: howToGive },
  )
}

const howToGive: Words = {
  zh: '--domain 或 TAIZHANG_DOMAIN 应为一个模块文件（.js、.mjs、.ts）的路径，从当前目录算起',
  en: '--domain or TAIZHANG_DOMAIN takes the path of a module (.js, .mjs, .ts), from the current folder on',
}

const howToExport: Words = {
  zh: '把 defineDomain(…) 或 extendDomain(…) 的结果写作 export default，或以 domain 之名导出',
  en: 'export what defineDomain(…) or extendDomain(…) returns, as the default or by the name of domain',
}

function noDomain(file: string, exported: object, missing?: string): never {
  const names = Object.keys(exported)
  const list = names.length === 0 ? { zh: '什么都没有导出', en: 'it exports nothing' } : undefined
  const found = list ?? { zh: `它导出的是 ${names.join('、')}`, en: `it exports ${names.join(', ')}` }
  const lacks = missing === undefined ? found : { zh: `缺少 ${missing}`, en: `it lacks ${missing}` }
  return stop(
    'usage',
    'no-domain',
    { zh: `${file} 没有给出领域：${lacks.zh}`, en: `${file} gives no domain: ${lacks.en}` },
    { file, exports: names, ...(missing === undefined ? {} : { missing }), next: howToExport },
  )
}

const newerDomain = (file: string, { form, name }: Formed): never =>
  stop(
    'unavailable',
    'newer-domain',
    {
      zh: `${file} 的领域 ${String(name)} 是用更新的 @taizhang/kernel 写成的（形式 ${form}，本程序认识到 ${domainForm}）`,
      en: `the domain ${String(name)} in ${file} is made with a newer @taizhang/kernel (form ${form}; this program knows up to ${domainForm})`,
    },
    {
      file,
      form,
      next: { zh: '使用更新的 taizhang', en: 'use a newer taizhang' },
    },
  )

/** What Node says where it does not know the kind of file, and where it strips no types or these are more than types. */
const kinds: ReadonlySet<string | undefined> = new Set([
  'ERR_UNKNOWN_FILE_EXTENSION',
  'ERR_UNKNOWN_MODULE_FORMAT',
  'ERR_IMPORT_ATTRIBUTE_MISSING',
  'ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX',
  'ERR_INVALID_TYPESCRIPT_SYNTAX',
  'ERR_UNSUPPORTED_NODE_MODULES_TYPE_STRIPPING',
])

const howToCompile: Words = {
  zh: '给出 .js 或 .mjs；.ts 只能含可以直接去掉的类型（不用 enum 等），且不在 node_modules 中：否则先编译成 .js',
  en: 'give a .js or .mjs; a .ts may hold only types that can be stripped (no enum, for one), and not lie in node_modules: compile it to .js otherwise',
}

const howToInstall: Words = {
  zh: '在该文件所在的项目里安装它导入的包（例如 npm install @taizhang/kernel zod），再运行',
  en: 'install what it imports in its own project (npm install @taizhang/kernel zod, for example) and run this again',
}

const howToMend: Words = { zh: '改正该文件后再运行', en: 'mend that file and run this again' }

/** A module that is not found, cannot be read as one, or throws. */
function notLoaded(file: string, error: unknown): never {
  const { code, message, stack } = error instanceof Error ? (error as NodeJS.ErrnoException) : {}
  const said = message ?? String(error)
  const isMissing =
    code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND' || code === 'ERR_PACKAGE_PATH_NOT_EXPORTED'
  const next = kinds.has(code) ? howToCompile : isMissing ? howToInstall : howToMend
  return stop(
    'usage',
    'domain-not-loaded',
    { zh: `领域文件 ${file} 无法载入：${said}`, en: `the domain in ${file} cannot be loaded: ${said}` },
    {
      file,
      ...(code === undefined ? {} : { system: code }),
      ...(next === howToMend && stack !== undefined ? { stack } : {}),
      next,
    },
  )
}
