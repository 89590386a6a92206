import { fileSystem } from './file-system.ts'
import type { PlainOut } from './world.ts'

const waitMs = 5

/**
 * What a program writes into where that is a file, a pipe or a socket; `undefined` where it is something else, such as a terminal. Each write is
 * done when it returns, as with Node's own stream on Linux. That one brings Node's network with it, which takes long to load.
 */
export function plainOut(descriptor: number): PlainOut | undefined {
  if (!isPlain(descriptor)) return undefined
  return {
    isTTY: false,
    write: (text, done) => {
      try {
        writeAll(descriptor, typeof text === 'string' ? Buffer.from(text) : text)
        done()
      } catch (error) {
        done(error instanceof Error ? error : new Error(String(error)))
      }
    },
    on: never,
    once: never,
    off: never,
  }
}

/** An error comes with the write, and never by itself. */
const never = (): void => undefined

function isPlain(descriptor: number): boolean {
  // Windows has its own ideas of pipes.
  if (process.platform === 'win32') return false
  try {
    const found = fileSystem.fstatSync(descriptor)
    return found.isFile() || found.isFIFO() || found.isSocket()
  } catch {
    return false
  }
}

function writeAll(descriptor: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length;) {
    try {
      at += fileSystem.writeSync(descriptor, bytes, at)
    } catch (error) {
      // Whoever shares a pipe may have said that writing to it is not to wait: then we do.
      if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) throw error
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, waitMs)
    }
  }
}
