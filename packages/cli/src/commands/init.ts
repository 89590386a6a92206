import { createLedger } from '@taizhang/kernel'
import type { Domain } from '@taizhang/kernel/define'

import { domainOf, isParty } from '../domain.ts'
import { dataSchema } from '../event-schema.ts'
import type { Words } from '../language.ts'
import { withNewBook } from '../new-book.ts'
import { bookOnServer, isServer, shownAddress } from '../open-server.ts'
import type { CommonFlags } from '../options.ts'
import { needOption } from '../read-options.ts'
import { byOption, recordOptions } from '../record-options.ts'
import type { Session } from '../session.ts'
import { Stop, stop } from '../stop.ts'
import { line } from '../visible.ts'
import { withOutcome } from '../what-became.ts'

export interface InitFlags extends CommonFlags {
  readonly book?: string | undefined
  readonly name?: string | undefined
  readonly jurisdiction?: string | undefined
  readonly opening?: string | undefined
}

/** `init`: a new book with its first event, on a server or in a new file. */
export async function init(session: Session, flags: InitFlags, address: string): Promise<void> {
  const domain = await domainOf(session)
  const book = needOption('book', isServer(address) ? bookOnServer(address, flags.book) : flags.book)
  const opening = openingOf(domain, flags, book)
  const making = withNewBook(session, address, async (store) => {
    const given = { domain, book, opening }
    const ledger = await createLedger(store, given, recordOptions(session.world)).catch((error: unknown) => {
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
          zh: `已新建台账 ${bracketed(book, opening['name'], 'zh')}：${shownAddress(address)}，${size} 条记录`,
          en: `book ${bracketed(book, opening['name'], 'en')} is new in ${shownAddress(address)}, with ${size} event`,
        }[language],
      ),
    done: { zh: '台账已经新建', en: 'the ledger has been made' },
  })
}

/** A book with its name, where its first event gives it one. */
const bracketed = (book: string, name: unknown, language: keyof Words): string =>
  typeof name === 'string' ? { zh: `${book}（${name}）`, en: `${book} (${name})` }[language] : book

/** The data of the book's first event: `--name` and `--jurisdiction` are members of it, `--opening` gives it whole, or what else it has. */
function openingOf(
  domain: Domain,
  { name, jurisdiction, opening }: InitFlags,
  book: string,
): Readonly<Record<string, unknown>> {
  const given = {
    ...(isParty(domain) ? { jurisdiction: book } : {}),
    ...(opening === undefined ? {} : readObject(opening)),
    ...(name === undefined ? {} : { name }),
    ...(jurisdiction === undefined ? {} : { jurisdiction }),
  }
  const definition = domain.events.get(domain.opening.type)
  const needsName = definition !== undefined && dataSchema(definition).required?.includes('name')
  if (needsName && !('name' in given)) needOption('name', undefined)
  return given
}

function readObject(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value }
  } catch {
    // Told below, as what is no object.
  }
  return stop(
    'usage',
    'bad-opening',
    { zh: `--opening 应为 JSON 对象，而不是 ${text}`, en: `--opening takes a JSON object, not ${text}` },
    { option: 'opening', found: text },
  )
}

const tryAgain: Words = {
  zh: '排除上述原因后再运行同一条 init：若说台账已经存在，就是这次已经建成',
  en: 'remove the cause and run the same init again: if it says that the book is there already, it was made this time',
}
