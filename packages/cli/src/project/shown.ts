import type { LogPosition } from '@taizhang/eventstoredb'

import type { Words } from '../language.ts'
import type { Session } from '../session.ts'
import { line } from '../visible.ts'
import { writeOut } from '../write-out.ts'
import type { State } from './worker.ts'

const everyMs = 1000
const everyMsInLog = 10_000

export interface Shown {
  readonly onState: (state: State) => void
  /** Tells something at once, on a line of its own. */
  readonly tell: (words: Words) => void
  /** Shows nothing more. */
  readonly stop: () => void
}

/**
 * Shows how far a worker has come, also while nothing happens: one line on a terminal, elsewhere a line on stderr now and then.
 *
 * @param newest where the newest event lies that concerns the worker; `undefined` where nothing is known of one
 */
export function shownBy(
  { world, language, format, progress }: Session,
  newest: () => Promise<LogPosition | undefined>,
  every = world.stderr.isTTY ? everyMs : everyMsInLog,
): Shown {
  let state: State | undefined
  let [shownAt, shownWritten] = [world.now().getTime(), 0]
  /** When the worker was last seen not to be behind. */
  let upToDateAt = 0
  const show = async (): Promise<void> => {
    if (!state) return
    const now = world.now().getTime()
    const rate = Math.round(((state.written - shownWritten) * 1000) / Math.max(now - shownAt, 1))
    ;[shownAt, shownWritten] = [now, state.written]
    const end = await newest().catch(() => undefined)
    const bytes = state.handled && end && end.commit - state.handled.position.commit
    if (bytes !== undefined && bytes <= 0n) upToDateAt = now
    const since = Math.max(upToDateAt, state.handled?.recordedAt?.getTime() ?? 0)
    const text = stateWords(state, { rate, bytes, seconds: Math.round((now - since) / 1000) })[language]
    if (world.stderr.isTTY) progress.update(text, { long: true })
    // In JSON formats stderr holds one object at most, which is an error. Where nobody reads it there is nobody to tell.
    else if (format === 'table') await writeOut(world.stderr, line(text)).catch(() => undefined)
  }
  const timer = setInterval(() => void show(), every).unref()
  return {
    onState: (next) => {
      state = next
      if (state.dropped !== undefined) void show()
    },
    tell: (words) => {
      if (format !== 'table') return
      progress.clear()
      void writeOut(world.stderr, line(words[language])).catch(() => undefined)
    },
    stop: () => clearInterval(timer),
  }
}

function stateWords(
  { books, done, written, dropped, droppedWords, slowed = 0 }: State,
  { rate, bytes, seconds }: { readonly rate: number; readonly bytes: bigint | undefined; readonly seconds: number },
): Words {
  const come = {
    zh: `${done} / ${books} 册，写入 ${written} 条，每秒 ${rate} 条${slowed > 0 ? `；读取跟不上，${slowed} 次被服务器中断，均已接上` : ''}`,
    en: `${done} of ${books} books, ${written} events written, ${rate} a second${slowed > 0 ? `; read too slowly for the server ${slowed} times, and taken up again` : ''}`,
  }
  if (dropped !== undefined)
    return {
      zh: `${come.zh}；连接中断，正在重连（${droppedWords?.zh ?? dropped}）`,
      en: `${come.en}; the connection was lost and is made again (${dropped})`,
    }
  if (bytes === undefined) return come
  return bytes > 0n
    ? {
        zh: `${come.zh}；落后 ${seconds} 秒（日志 ${bytes} 字节）`,
        en: `${come.en}; ${seconds} s behind (${bytes} bytes of log)`,
      }
    : { zh: `${come.zh}；没有落后`, en: `${come.en}; not behind` }
}
