import { booksOf, type EventStore } from '@taizhang/kernel'

import type { Words } from '../language.ts'
import { domainOf } from '../domain.ts'
import { bookInAddress, isEventStoreDb, shownAddress, withEventStoreDb } from '../open-server.ts'
import { fileOf } from '../open-book.ts'
import { exitCodes } from '../exit-codes.ts'
import type { CommonFlags } from '../options.ts'
import { readCount } from '../read-options.ts'
import type { Share } from '../project/share.ts'
import { shownBy } from '../project/shown.ts'
import type { Worker } from '../project/worker.ts'
import type { Session } from '../session.ts'
import { Stop, stop, stopOf } from '../stop.ts'
import { line } from '../visible.ts'

export interface ProjectFlags extends CommonFlags {
  readonly into?: string | undefined
  readonly book?: readonly string[] | undefined
  readonly all?: boolean | undefined
  readonly follow?: boolean | undefined
  readonly workers?: string | undefined
  readonly worker?: string | undefined
}

/** `project`: the books of a server in a file, with their tables; once, or for as long as it runs. */
export async function project(session: Session, flags: ProjectFlags, address: string): Promise<void> {
  const into = readInto(flags, address)
  const share = readShare(flags)
  const books = readBooks(flags, address)
  const domain = await domainOf(session)
  const [{ sqliteStore }, { fromWire }, { Worker: WorkerOf }] = await Promise.all([
    import('@taizhang/sqlite'),
    import('@taizhang/eventstoredb'),
    import('../project/worker.ts'),
  ])
  await withEventStoreDb(session, address, { readOnly: true }, async (server) => {
    const file = sqliteStore(fileOf(into), { domain, create: true })
    const shown = shownBy(session, async () => server.newest(worker.filter))
    const worker: Worker = new WorkerOf({
      ...share,
      books,
      server,
      file,
      fromWire,
      onState: shown.onState,
      follows: flags.follow ?? false,
      onLeft: (book, { refusal }) => shown.tell(foundWords(book, refusal.message)),
    })
    const answer = async (): Promise<void> => {
      const { books, left, written } = worker
      await session.print({
        json: { books: books.length, written, ...(left.size > 0 ? { left: refusalsOf(left) } : {}) },
        columns: ['books', 'written'],
        table: ({ language }) => line(caughtUp(into, books.length, written)[language]),
      })
    }
    try {
      if (flags.follow === true) await follow(session, worker, answer)
      else {
        await worker.catchUp()
        await expectBooks(file, worker.books, address)
      }
      if (worker.left.size > 0) leftOut(worker, into)
      if (flags.follow !== true) await answer()
    } catch (error) {
      throw withLeft(session, worker, error)
    } finally {
      shown.stop()
      await file.close()
    }
  })
}

/** Follows the log until whoever runs the command asks it to end. */
async function follow({ world }: Session, worker: Worker, answer: () => Promise<void>): Promise<void> {
  const signal = world.interrupted?.() ?? new AbortController().signal
  try {
    const end = await worker.catchUp(signal)
    await answer()
    await worker.follow(end, signal)
  } catch (error) {
    if (!signal.aborted || error !== signal.reason) throw error
  }
}

/** Whatever ends a run, the books that it left out are named at its end. */
function withLeft({ remark }: Session, { left }: Worker, error: unknown): unknown {
  const why = stopOf(error)
  if (!why || left.size === 0 || why.refusal.code === 'books-left-out') return error
  remark(leftWords(left))
  return new Stop(why.exitCode, { ...why.refusal, left: refusalsOf(left) }, { cause: error })
}

/** A book that nobody has made is most likely a slip; while following, it may still be made. */
async function expectBooks(file: EventStore, books: readonly string[], address: string): Promise<void> {
  const there = await booksOf(file)
  const missing = books.filter((book) => !there.includes(book))
  if (missing.length === 0) return
  const list = missing.slice(0, 10).join(', ')
  stop(
    'notFound',
    'no-such-book',
    {
      zh: `${shownAddress(address)} 中没有台账 ${list}；其余已写入`,
      en: `${shownAddress(address)} has no book ${list}; the others are written`,
    },
    { ledger: shownAddress(address), books: missing },
  )
}

const foundWords = (book: string, why: Words): Words => ({
  zh: `${book} 没有写入，其余继续：${why.zh}`,
  en: `${book} is left out, the others go on: ${why.en}`,
})

/** Ends as the worst of the books does: damage before what cannot be done now. One of another domain is no wrong usage where all were asked for. */
function leftOut({ left, written }: Worker, into: string): never {
  const isDamaged = [...left.values()].some(({ exitCode }) => exitCode === exitCodes.unsound)
  const others = {
    zh: `，其余已写入 ${into}（${written} 条）`,
    en: `, the others are in ${into} (${written} events written)`,
  }
  stop(isDamaged ? 'unsound' : 'unavailable', 'books-left-out', leftWords(left, others), {
    ledger: into,
    books: refusalsOf(left),
    next: afterLeft,
  })
}

const afterLeft: Words = {
  zh: '逐册查明原因；其余照常使用。再运行时会重试没有写入的',
  en: 'find out what is wrong with each of them, and use the others as they are; the next run tries those left out again',
}

/** How many books are left out, and which, each with what is wrong with it. */
function leftWords(left: ReadonlyMap<string, Stop>, others: Words = { zh: '', en: '' }): Words {
  const books = refusalsOf(left)
  const shown = books.slice(0, 10)
  const rest = books.length > shown.length
  return {
    zh: `${books.length} 册没有写入${others.zh}：${shown.map(({ book, message }) => `${book}（${message.zh}）`).join('；')}${rest ? '……' : ''}`,
    en: `${books.length} ${books.length === 1 ? 'book was' : 'books were'} left out${others.en}: ${shown.map(({ book, message }) => `${book} (${message.en})`).join('; ')}${rest ? '; …' : ''}`,
  }
}

const refusalsOf = (left: ReadonlyMap<string, Stop>) => [...left].map(([book, { refusal }]) => ({ ...refusal, book }))

const caughtUp = (into: string, books: number, written: number): Words => ({
  zh: `${into}：${books} 册台账已与服务器一致，本次写入 ${written} 条记录`,
  en: `${into}: ${books} ${books === 1 ? 'book is' : 'books are'} up to date; ${written} events written`,
})

function readInto({ into }: ProjectFlags, address: string): string {
  if (!isEventStoreDb(address))
    stop(
      'usage',
      'not-a-server',
      {
        zh: `project 从服务器取数：应写 esdb://主机:端口，而不是 ${shownAddress(address)}`,
        en: `project reads from a server: give esdb://host:port, not ${shownAddress(address)}`,
      },
      { ledger: shownAddress(address) },
    )
  return into ?? stop('usage', 'option-missing', { zh: '缺少 --into', en: '--into is missing' }, { option: 'into' })
}

function readBooks({ book = [], all = false }: ProjectFlags, address: string): readonly string[] {
  const named = bookInAddress(address)
  const books = [...new Set([...(named === undefined ? [] : [named]), ...book])]
  if (all && books.length > 0)
    stop('usage', 'all-and-book', { zh: '--all 与 --book 只能写一个', en: 'give either --all or --book, not both' })
  if (!all && books.length === 0)
    stop('usage', 'which-book', {
      zh: '请用 --book 写明台账代码（可写几次），或用 --all',
      en: 'name the books with --book (more than once, if need be), or take --all',
    })
  const bad = books.find((code) => !/^[A-Za-z0-9._:-]{1,64}$/.test(code))
  if (bad !== undefined)
    stop('usage', 'bad-book', { zh: `台账代码 ${bad} 不合规定`, en: `the book ${bad} is malformed` }, { book: bad })
  return books
}

function readShare({ workers, worker }: ProjectFlags): Share {
  const share = {
    workers: workers === undefined ? 1 : readCount('workers', workers),
    worker: worker === undefined ? 1 : readCount('worker', worker),
  }
  if ((workers === undefined) !== (worker === undefined) || share.worker > share.workers)
    stop('usage', 'bad-share', {
      zh: '--workers N 与 --worker I 要一起写，I 为 1 至 N',
      en: '--workers N and --worker I belong together, and I is from 1 to N',
    })
  return share
}
