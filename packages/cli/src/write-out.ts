import { stop } from './stop.ts'
import type { Words } from './language.ts'
import type { Out } from './world.ts'

const chunkCharacters = 1 << 20

/**
 * Writes a text or the bytes of a file and waits until it has been taken. Stops where nobody reads any more (`| head`), and where the disk is full; `done` says
 * what has been carried out nevertheless.
 */
export async function writeOut(
  out: Out,
  text: string | Uint8Array,
  done: Words = { zh: '结果没有输出完整', en: 'the result is not complete' },
): Promise<void> {
  for (let at = 0; at < text.length; at += chunkCharacters) {
    const error = await written(out, text.slice(at, at + chunkCharacters))
    if (!error) continue
    if (isClosed(error))
      stop('unavailable', 'output-closed', {
        zh: `输出提前关闭；${done.zh}`,
        en: `the output was closed; ${done.en}`,
      })
    stop(
      'unavailable',
      'cannot-write-output',
      {
        zh: `标准输出写入失败（${error.message}）；${done.zh}`,
        en: `stdout could not be written (${error.message}); ${done.en}`,
      },
      { system: 'code' in error ? error.code : undefined },
    )
  }
}

/** An error may be thrown (a file), come with the write or as an event of the stream (a pipe); each settles this. */
const written = async (out: Out, text: string | Uint8Array): Promise<Error | undefined> =>
  new Promise((resolve) => {
    const settle = (error?: Error | null): void => {
      out.off('error', settle)
      resolve(error ?? undefined)
    }
    out.once('error', settle)
    try {
      out.write(text, settle)
    } catch (error) {
      settle(error instanceof Error ? error : new Error(String(error)))
    }
  })

const isClosed = (error: Error): boolean =>
  'code' in error && ['EPIPE', 'ERR_STREAM_DESTROYED', 'ERR_STREAM_WRITE_AFTER_END'].includes(String(error.code))
