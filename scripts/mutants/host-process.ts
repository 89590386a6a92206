import { fork, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Answer, Order, Progress } from './messages.ts'

/** A process that runs tests. One that does not answer in time is ended with all that it started; the next order starts another. */
export class HostProcess {
  #child: ChildProcess | undefined
  /** What the last one wrote: why it ended, where it ended by itself. */
  #said = ''

  /**
   * The answer; 'hung' where none came in time, 'ended' where the process ended without one.
   *
   * @param msOf how long a test file may take; loading, where none is named
   */
  async ask(order: Order, msOf: (file?: string) => number): Promise<Answer | 'hung' | 'ended'> {
    const child = (this.#child ??= this.#start())
    const { promise, resolve } = Promise.withResolvers<Answer | 'hung' | 'ended'>()
    const hang = (): void => resolve('hung')
    let timer = setTimeout(hang, msOf())
    const onMessage = (message: Answer | Progress): void => {
      clearTimeout(timer)
      if (message.kind === 'began') timer = setTimeout(hang, msOf(message.file))
      else resolve(message)
    }
    const onExit = (): void => resolve('ended')
    child.on('message', onMessage).once('exit', onExit)
    child.send(order)
    const answer = await promise
    clearTimeout(timer)
    child.off('message', onMessage).off('exit', onExit)
    if (typeof answer === 'string') this.end()
    return answer
  }

  get said(): string {
    return this.#said
  }

  end(): void {
    const pid = this.#child?.pid
    this.#child = undefined
    if (pid === undefined) return
    try {
      process.kill(-pid, 'SIGKILL')
    } catch {
      // It has ended already.
    }
  }

  #start(): ChildProcess {
    // A group of its own, so that the workers end with it.
    const child = fork(fileURLToPath(new URL('host.ts', import.meta.url)), { detached: true, silent: true })
    this.#said = ''
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (text: Buffer) => (this.#said = (this.#said + String(text)).slice(-4000)))
    return child
  }
}
