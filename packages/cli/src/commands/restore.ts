import { restoreLedger, type Refusal } from '@taizhang/kernel'

import { domainOf } from '../domain.ts'
import { exitCodes } from '../exit-codes.ts'
import { inputsOf, type Input } from '../input.ts'
import type { Words } from '../language.ts'
import { withNewBook } from '../new-book.ts'
import { bookInAddress, shownAddress } from '../open-server.ts'
import type { BookFlags } from '../options.ts'
import { badLinesMax, readTexts, type Misplaced } from '../read-texts.ts'
import type { Session } from '../session.ts'
import { Stop, stopOf } from '../stop.ts'
import { line } from '../visible.ts'
import { withOutcome, type OutcomeWords } from '../what-became.ts'

/** A recorded event is longer than the line it was recorded from, and may have been recorded by a program without that limit. */
const lineBytesMax = 1 << 24

/** `restore`: a whole book from what `export` printed, byte for byte. */
export async function restore(session: Session, flags: BookFlags, address: string, file: string): Promise<void> {
  const [input] = await inputsOf(session, [file])
  if (!input) throw new Error('no input')
  const restoring = withNewBook(session, address, async (store) => {
    const texts = await readRecorded(session, input)
    showRestored(session, 0, texts.length, texts.length >= longBook)
    const restored = await restoreLedger(store, texts, {
      domain: await domainOf(session),
      book: bookInAddress(address) ?? flags.book,
      onProgress: (done) => showRestored(session, done, texts.length),
    })
    if (restored.ok) return restored
    const other = restored.refusals.find(({ code }) => code === 'other-domain')
    if (other) throw new Stop(exitCodes.usage, placedIn(file, other))
    const inOrder = restored.refusals.toSorted((a, b) => (a.draft ?? 0) - (b.draft ?? 0))
    throw notRestored(inOrder.map((refusal) => placedIn(file, refusal)))
  })
  const { book, size } = await restoring.catch((error: unknown) => {
    throw interrupted(error) ?? error
  })
  const printing = session.print({
    json: { book, size },
    columns: ['book', 'size'],
    table: ({ language }) =>
      line(
        {
          zh: `已恢复台账 ${book}：${shownAddress(address)}，${size} 条记录`,
          en: `book ${book} is restored in ${shownAddress(address)}, with ${size} events`,
        }[language],
      ),
    done: { zh: '台账已经恢复', en: 'the ledger has been restored' },
  })
  await printing.catch((error: unknown) => {
    const stopped = stopOf(error)
    throw stopped ? new Stop(stopped.exitCode, { ...stopped.refusal, standing: size }, { cause: error }) : error
  })
}

/** What stands there after a restoring that could not go on, and that the same once more goes on behind it. */
function interrupted(error: unknown): Stop | undefined {
  const stopped = stopOf(error)
  if (!stopped || (stopped.exitCode !== exitCodes.unavailable && stopped.exitCode !== exitCodes.unsound)) return stopped
  const { standing, recorded = 0, ...refusal } = stopped.refusal
  const told = withOutcome(
    new Stop(stopped.exitCode, refusal, { cause: stopped.cause }),
    { recorded: Number(standing ?? 0) },
    ofBook,
  )
  if (!told || stopped.exitCode !== exitCodes.unavailable) return told
  const isUnknown = told.refusal['recorded'] === null
  const counted = isUnknown ? {} : { recorded }
  const stands = standing === undefined ? {} : { standing }
  const next = isUnknown || standing !== undefined ? { next: goOn } : {}
  return new Stop(told.exitCode, { ...told.refusal, ...counted, ...stands, ...next }, { cause: stopped.cause })
}

const ofBook: OutcomeWords = {
  nothing: { zh: '什么都没有恢复', en: 'nothing was restored' },
  some: (size) => ({
    zh: `那里现有较短的一册：前 ${size} 条`,
    en: `a shorter book stands there: its first ${size} events`,
  }),
  unknown: (size) =>
    size === 0
      ? {
          zh: '不能确定是否已有记录：那里可能有较短的一册',
          en: 'it is not certain whether anything was recorded: a shorter book may stand there',
        }
      : {
          zh: `那里现有较短的一册：前 ${size} 条，其后的不能确定`,
          en: `a shorter book stands there: its first ${size} events, and it is not certain whether more of it`,
        },
}

const goOn: Words = {
  zh: '排除上述原因后再运行同一条 restore：从中断处继续，不会重复；此前不要向这一册录入',
  en: 'remove the cause and run the same restore again: it goes on where it stopped, and nothing is recorded twice. Do not record into the book before',
}

/** Before so many events a second has not passed. */
const longBook = 10_000

const showRestored = ({ progress, language }: Session, done: number, all: number, long = false): void =>
  progress.update({ zh: `正在恢复：${done} / ${all} 条记录`, en: `restoring: ${done} of ${all} events` }[language], {
    long,
  })

/** The lines as they are: a byte order mark, a carriage return or a blank line is not in the recorded form, and core says so. */
async function readRecorded({ progress, language }: Session, input: Input): Promise<readonly string[]> {
  const texts: string[] = []
  const refusals: Misplaced[] = []
  for await (const lines of readTexts(input, { bytesMax: lineBytesMax })) {
    for (const { text } of lines) {
      if (typeof text === 'string') texts.push(text)
      else if (refusals.length < badLinesMax) refusals.push(text)
    }
    if (refusals.length >= badLinesMax) break
    progress.update({ zh: `已读 ${texts.length} 条记录`, en: `${texts.length} events read` }[language])
  }
  if (refusals.length > 0) throw notRestored(refusals)
  return texts
}

/** A line is an event, so a text's index tells its line. */
const placedIn = (file: string, { draft, ...refusal }: Refusal): Refusal =>
  draft === undefined ? { ...refusal, file } : { ...refusal, file, line: draft + 1 }

const checkFile: Words = {
  zh: '确认文件是 taizhang export 的完整输出、没有改动过，再恢复一次',
  en: 'make sure that the file is all of what taizhang export printed, unchanged, and restore it again',
}

function notRestored(refusals: readonly Refusal[]): Stop {
  const [first] = refusals
  if (!first) throw new Error('refused without a reason')
  const headline = {
    zh: `${refusals.length} 处有误，什么都没有恢复`,
    en: `${refusals.length === 1 ? '1 thing is' : `${refusals.length} things are`} wrong; nothing was restored`,
  }
  return new Stop(exitCodes.refused, { ...first, errors: refusals, next: checkFile }, { headline })
}
