import { fork, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Answer, Order } from './messages.ts'

/** A process that runs tests. One that does not answer in time is ended with all that it started; the next order starts another. */
export class HostProcess {
  #child: ChildProcess | undefined
  /** What the last one wrote: why it ended, where it ended by itself. */
  #said = ''

  /** The answer; 'hung' where none came in time, 'ended' where the process ended without one. */
  async ask(order: Order, withinMs: number): Promise<Answer | 'hung' | 'ended'> {
    const child = (this.#child ??= this.#start())
    const answered = Promise.withResolvers<Answer | 'hung' | 'ended'>()
    const timer = setTimeout(() => answered.resolve('hung'), withinMs)
    const onMessage = (answer: Answer): void => answered.resolve(answer)
    const onExit = (): void => answered.resolve('ended')
    child.once('message', onMessage).once('exit', onExit)
    child.send(order)
    const answer = await answered.promise
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
