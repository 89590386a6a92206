import { createLedger } from '@taizhang/core'

import type { Words } from '../language.ts'
import { withNewBook } from '../new-book.ts'
import { bookOnServer, isServer, shownAddress } from '../open-server.ts'
import type { CommonFlags } from '../options.ts'
import { byOption, recordOptions } from '../record-options.ts'
import type { Session } from '../session.ts'
import { Stop, stop } from '../stop.ts'
import { line } from '../visible.ts'
import { withOutcome } from '../what-became.ts'

export interface InitFlags extends CommonFlags {
  readonly book?: string | undefined
  readonly name?: string | undefined
  readonly jurisdiction?: string | undefined
}

/** `init`: a new book with its first event, on a server or in a new file. */
export async function init(session: Session, flags: InitFlags, address: string): Promise<void> {
  const { name, jurisdiction } = flags
  const book = isServer(address) ? bookOnServer(address, flags.book) : flags.book
  if (book === undefined || name === undefined) {
    const option = book === undefined ? 'book' : 'name'
    stop('usage', 'option-missing', { zh: `缺少 --${option}`, en: `--${option} is missing` }, { option })
  }
  const making = withNewBook(session, address, async (store) => {
    const named = { book, name, ...(jurisdiction === undefined ? {} : { jurisdiction }) }
    const ledger = await createLedger(store, named, recordOptions(session.world)).catch((error: unknown) => {
      throw byOption(error)
    })
    return ledger.size
  })
  const size = await making.catch((error: unknown) => {
    const stopped = withOutcome(error, { recorded: 0 })
    if (stopped?.refusal['recorded'] !== null) throw stopped ?? error
    throw new Stop(stopped.exitCode, { ...stopped.refusal, next: tryAgain }, { cause: error })
  })
  await session.print({
    json: { book, size },
    columns: ['book', 'size'],
    table: ({ language }) =>
      line(
        {
          zh: `已新建台账 ${book}（${name}）：${shownAddress(address)}，${size} 条记录`,
          en: `book ${book} (${name}) is new in ${shownAddress(address)}, with ${size} event`,
        }[language],
      ),
    done: { zh: '台账已经新建', en: 'the ledger has been made' },
  })
}

const tryAgain: Words = {
  zh: '排除上述原因后再运行同一条 init：若说台账已经存在，就是这次已经建成',
  en: 'remove the cause and run the same init again: if it says that the book is there already, it was made this time',
}
