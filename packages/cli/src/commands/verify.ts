import { verifyBook, type Verification } from '@taizhang/audit'
import type { CheckResult } from '@taizhang/kernel/store'
import type { Refusal } from '@taizhang/core'

import { domainOf } from '../domain.ts'
import { exitCodes } from '../exit-codes.ts'
import type { Words } from '../language.ts'
import { readTrusted } from '../key-files.ts'
import { readNoteFile } from '../notes.ts'
import { nextStep } from '../next-step.ts'
import { withBook } from '../open-book.ts'
import type { BookFlags } from '../options.ts'
import { readCount } from '../read-options.ts'
import type { Session } from '../session.ts'
import { padded, type Paint } from '../sheet.ts'
import { Stop } from '../stop.ts'
import { readTimeStamp } from '../time-stamp.ts'
import { refusalText } from '../show-error.ts'
import { line, visible } from '../visible.ts'

export interface VerifyFlags extends BookFlags {
  readonly since?: string | undefined
  readonly trust?: string | undefined
  readonly cosignDelay?: string | undefined
  readonly token?: string | undefined
  readonly tsa?: string | undefined
}

/** `verify`: the book read again, hashed again, derived again and compared. Lists what was checked, and what was not and why. */
export async function verify(session: Session, flags: VerifyFlags, address: string): Promise<void> {
  const since = flags.since === undefined ? undefined : readNoteFile(flags.since)
  const keys = readTrusted(flags.trust)
  const cosignDelayDays = flags.cosignDelay === undefined ? undefined : readCount('cosign-delay', flags.cosignDelay)
  const stamp = await readTimeStamp(flags)
  const { progress, language } = session
  const onProgress = (events: number): void =>
    progress.update({ zh: `已查 ${events} 条记录`, en: `${events} events checked` }[language])
  const found = await withBook(session, address, flags, async (store, book) =>
    verifyBook(store, book, {
      domain: await domainOf(session),
      since,
      keys,
      cosignDelayDays,
      stampedAt: stamp?.at,
      onProgress,
    }),
  )
  await session.print(answerOf(stamp ? { ...found, checks: [...found.checks, stamp.check] } : found))
}

const answerOf = (found: Verification) => ({
  json: found,
  rows: found.checks,
  columns: ['check', 'title', 'state', 'note', 'findings'],
  table: (paint: Paint) => page(found, paint),
  verdict: verdictOn(found.checks),
})

/** The checks are on stdout; the error says how it ended. */
function verdictOn(checks: readonly CheckResult[]): Stop | undefined {
  const failed = checks.filter(({ state }) => state === 'failed')
  const unable = checks.filter(({ state }) => state === 'unable')
  if (failed.length > 0) return notClean('unsound', failed, 'does-not-hold', doesNotHold, afterFailure(checks))
  return unable.length > 0 ? notClean('unavailable', unable, 'not-checked', notChecked, nexts.again) : undefined
}

const doesNotHold = { zh: '查出不符', en: 'something does not hold' }
const notChecked = {
  zh: '没有查出不符，但有的内容无法检查',
  en: 'nothing was found wrong, but something could not be checked',
}

function notClean(
  exit: 'unsound' | 'unavailable',
  checks: readonly CheckResult[],
  code: string,
  words: Words,
  next: Words,
): Stop {
  const names = (language: keyof Words): string =>
    checks.map(({ title }) => title[language]).join({ zh: '、', en: ', ' }[language])
  const message = { zh: `${words.zh}：${names('zh')}`, en: `${words.en}: ${names('en')}` }
  return new Stop(exitCodes[exit], { code, message, checks: checks.map(({ check }) => check), next })
}

/** What is made of the events and kept beside them. */
const derived = new Set(['tables', 'snapshot', 'books'])
/** Or rows of such tables that stand for nothing. */
const isDerived = ({ check, findings }: CheckResult): boolean =>
  derived.has(check) || findings.every(({ code }) => code === 'row-surplus')

/** What a checkpoint is held against, and by whom it must be signed. */
const ofCheckpoint = new Set(['checkpoint', 'signatures', 'timestamp'])

/** What fits the cause: the checkpoint may be the wrong one, or what is derived may be wrong beside sound events. */
function afterFailure(checks: readonly CheckResult[]): Words {
  const failed = checks.filter(({ state }) => state === 'failed')
  const stateOf = (name: string): CheckResult['state'] | undefined => checks.find(({ check }) => check === name)?.state
  if (failed.every(({ check }) => ofCheckpoint.has(check))) {
    const codes = new Set(failed.flatMap(({ findings }) => findings.map(({ code }) => code)))
    const note = ['other-book', 'not-signed', 'no-key-at-size', 'quorum-not-met'].find((code) => codes.has(code))
    if (codes.has('token-wrong')) return nexts.token
    if (note !== undefined) return nextStep(exitCodes.unsound, { code: note, message: doesNotHold })
    if (stateOf('signatures') !== 'held') return nexts.whoSigned
    return codes.has('book-shorter') ? nexts.shorter : nexts.damaged
  }
  if (failed.every(({ check }) => check === 'times')) return nexts.asked
  const soundEvents = ['events', 'facts', 'tree'].every((name) => stateOf(name) === 'held')
  return soundEvents && failed.every(isDerived) ? nexts.makeAnew : nexts.damaged
}

const nexts = {
  damaged: {
    zh: '不要再向此台账录入；保留原文件备查，用备份恢复后再查',
    en: 'do not record into this ledger; keep the file for examination, restore a backup and verify that',
  },
  makeAnew: {
    zh: '记录无误，错在由记录推算的部分：用 npx taizhang export 导出、restore 到新文件，即由记录重新推算；保留原文件备查',
    en: 'the events hold, what is derived from them does not: npx taizhang export and restore into a new file make it anew; keep this file for examination',
  },
  shorter: {
    zh: '不要再向此台账录入；找到封存之后的那份文件再查：现在这份是旧副本，或有记录被删除',
    en: 'do not record into this ledger; find the file as it was after the seal and verify that: this one is an older copy, or events were deleted',
  },
  whoSigned: {
    zh: '先加 --trust 公钥文件再查一次：没有查过签名的检查点，与它不符说明不了台账有误',
    en: 'verify again with --trust KEYS: a checkpoint whose signatures nobody has checked does not show that the book is wrong',
  },
  asked: {
    zh: '问见证人何时、凭什么会签，再与依据文件核对这些记录的时间；见证人若确实晚签，用 --cosign-delay 天数放宽',
    en: 'ask the witness when and on what it cosigned, and hold the events against their documents; where witnesses are slow, give --cosign-delay DAYS',
  },
  token: {
    zh: '时间戳须是对这份检查点文件的原文取得的，--tsa 须是签发它的机构的根证书：核对两者再查',
    en: 'the token must be for this very file of the checkpoint, and --tsa the root certificate of its authority: check both and verify again',
  },
  again: {
    zh: '按各项所写的办法处理后再查',
    en: 'do what each of these says, then verify again',
  },
} as const satisfies Record<string, Words>

const states: Readonly<Record<CheckResult['state'], Words>> = {
  held: { zh: '相符', en: 'holds' },
  failed: { zh: '不符', en: 'FAILS' },
  skipped: { zh: '未查', en: 'not checked' },
  unable: { zh: '无法查', en: 'COULD NOT' },
}

function page({ book, size, root, checks, unsealed }: Verification, paint: Paint): string {
  const { language } = paint
  const stateWidth = { zh: 8, en: 13 }[language]
  const titleWidth = { zh: 22, en: 14 }[language]
  const top = {
    zh: `台账 ${book}　${size} 条记录　根哈希 ${root}`,
    en: `book ${book}, ${size} events, root ${root}`,
  }[language]
  const lines = checks.flatMap(({ title, state, note, findings }) => [
    line(`${padded(states[state][language], stateWidth)}${padded(title[language], titleWidth)}${note[language]}`),
    ...findings.map((finding) => findingText(finding, language)),
  ])
  return [
    paint.bold(visible(top)),
    '\n',
    ...lines,
    `${unsealedText(unsealed, checks)[language]}\n`,
    `${inAll(checks)[language]}\n`,
  ].join('')
}

const findingText = (finding: Refusal, language: keyof Words): string =>
  `        ${refusalText(finding, language).trimStart()}`

function unsealedText({ from, count }: Verification['unsealed'], checks: readonly CheckResult[]): Words {
  if (count === 0) return { zh: '未封存：无', en: 'unsealed: none' }
  const given = checks.some(({ check, state }) => check === 'checkpoint' && state === 'held')
  const signed = checks.some(({ check, state }) => check === 'signatures' && state === 'held')
  const why =
    given && !signed
      ? {
          zh: '检查点的签名没有查过，或不对：不算封存',
          en: 'the checkpoint is not known to be signed, so it seals nothing',
        }
      : { zh: '没有检查点管到它们', en: 'no checkpoint covers them' }
  return {
    zh: `未封存：第 ${from} 至 ${from + count - 1} 条，共 ${count} 条，${why.zh}`,
    en: `unsealed: ${count} (${from} to ${from + count - 1}); ${why.en}`,
  }
}

/** Never more than what was checked. */
function inAll(checks: readonly CheckResult[]): Words {
  const count = (state: CheckResult['state']): number => checks.filter((check) => check.state === state).length
  const [held, failed, skipped, unable] = [count('held'), count('failed'), count('skipped'), count('unable')]
  return {
    zh: `结论：${held} 项相符，${failed} 项不符，${unable} 项无法查，${skipped} 项未查`,
    en: `in all: ${held} hold, ${failed} fail, ${unable} could not be checked, ${skipped} not checked`,
  }
}
