import { verifyBook, type Verification } from '@taizhang/audit'
import type { CheckResult, Refusal } from '@taizhang/core'

import { exitCodes } from '../exit-codes.ts'
import type { Words } from '../language.ts'
import { readTrusted } from '../key-files.ts'
import { readNoteFile } from '../notes.ts'
import { withBook } from '../open-book.ts'
import type { BookFlags } from '../options.ts'
import type { Session } from '../session.ts'
import { padded, type Paint } from '../sheet.ts'
import { Stop } from '../stop.ts'
import { refusalText } from '../show-error.ts'

export interface VerifyFlags extends BookFlags {
  readonly since?: string | undefined
  readonly trust?: string | undefined
}

/** `verify`: the book read again, hashed again, derived again and compared. Lists what was checked, and what was not and why. */
export async function verify(session: Session, flags: VerifyFlags, address: string): Promise<void> {
  const since = flags.since === undefined ? undefined : readNoteFile(flags.since)
  const keys = readTrusted(flags.trust)
  const { progress, language } = session
  const onProgress = (events: number): void =>
    progress.update({ zh: `已查 ${events} 条记录`, en: `${events} events checked` }[language])
  const found = await withBook(session, address, flags, async (store, book) =>
    verifyBook(store, book, { since, keys, onProgress }),
  )
  await session.print({
    json: found,
    rows: found.checks,
    columns: ['check', 'title', 'state', 'note', 'findings'],
    table: (paint) => page(found, paint),
    verdict: verdictOn(found.checks),
  })
}

/** The checks are on stdout; the error says how it ended. */
function verdictOn(checks: readonly CheckResult[]): Stop | undefined {
  const failed = checks.filter(({ state }) => state === 'failed')
  const unable = checks.filter(({ state }) => state === 'unable')
  if (failed.length > 0) return notClean('unsound', failed, 'does-not-hold', doesNotHold)
  return unable.length > 0 ? notClean('unavailable', unable, 'not-checked', notChecked) : undefined
}

const doesNotHold = { zh: '查出不符', en: 'something does not hold' }
const notChecked = {
  zh: '没有查出不符，但有的内容无法检查',
  en: 'nothing was found wrong, but something could not be checked',
}

function notClean(exit: 'unsound' | 'unavailable', checks: readonly CheckResult[], code: string, words: Words): Stop {
  const names = (language: keyof Words): string =>
    checks.map(({ title }) => title[language]).join({ zh: '、', en: ', ' }[language])
  const message = { zh: `${words.zh}：${names('zh')}`, en: `${words.en}: ${names('en')}` }
  return new Stop(exitCodes[exit], { code, message, checks: checks.map(({ check }) => check), next: nexts[exit] })
}

const nexts = {
  unsound: {
    zh: '不要再向此台账录入；保留原文件备查，用备份恢复后再查',
    en: 'do not record into this ledger; keep the file for examination, restore a backup and verify that',
  },
  unavailable: {
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
    `${padded(states[state][language], stateWidth)}${padded(title[language], titleWidth)}${note[language]}\n`,
    ...findings.map((finding) => findingText(finding, language)),
  ])
  return [
    paint.bold(top),
    '\n',
    ...lines,
    `${unsealedText(unsealed)[language]}\n`,
    `${inAll(checks)[language]}\n`,
  ].join('')
}

const findingText = (finding: Refusal, language: keyof Words): string =>
  `        ${refusalText(finding, language).trimStart()}`

const unsealedText = ({ from, count }: Verification['unsealed']): Words =>
  count === 0
    ? { zh: '未封存：无', en: 'unsealed: none' }
    : {
        zh: `未封存：第 ${from} 至 ${from + count - 1} 条，共 ${count} 条，没有检查点管到它们`,
        en: `unsealed: ${count} (${from} to ${from + count - 1}); no checkpoint covers them`,
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
