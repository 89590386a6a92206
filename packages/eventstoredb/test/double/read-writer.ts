import { setTimeout as wait } from 'node:timers/promises'
import type { ServerWritableStream } from '@grpc/grpc-js'
import type { Kept } from './event-log.ts'
import type { Fault } from './faults.ts'
import { eventMessage, type ReadRequest } from './messages.ts'
import { failures } from './services.ts'
import type { Serving } from './serving.ts'

export type Reading = ServerWritableStream<ReadRequest, object>

/** Writes what a read brings, with the faults of it. */
export class ReadWriter {
  readonly #serving: Serving
  readonly #call: Reading
  readonly #fault: Fault | undefined
  #written = 0

  constructor(serving: Serving, call: Reading, fault: Fault | undefined) {
    this.#serving = serving
    this.#call = call
    this.#fault = fault
    call.on('error', () => undefined)
  }

  /** The faults before the first event. */
  refuses(): boolean {
    switch (this.#fault?.kind) {
      case 'unavailable':
      case 'not-ready':
      case 'access-denied':
      case 'internal':
      case 'not-understood':
      case 'unimplemented':
      case 'not-found':
      case 'stream-not-found':
        this.#call.emit('error', failures[this.#fault.kind])
        return true
      case 'silent':
        return true
      case 'cut':
        this.#serving.cut()
        return true
      case undefined:
      case 'not-leader':
      case 'too-large':
      case 'silent-after-write':
      case 'late-write':
      case 'hides-then-commits':
      case 'hides-then-goes':
      case 'cut-after-write':
      case 'cut-in-middle':
      case 'drop':
      case 'too-slow':
      case 'end':
      case 'slow':
        return false
    }
  }

  async checkpoint(position: number): Promise<void> {
    const at = { commitPosition: String(position), preparePosition: String(position) }
    await this.write({ checkpoint: at })
  }

  /** Whether the read goes on. */
  async event(event: Kept): Promise<boolean> {
    const { kind, events = 0, ms = 1 } = this.#fault ?? {}
    if (this.#call.cancelled) return false
    if (this.#written++ >= events) {
      if (kind === 'drop') this.#call.emit('error', failures.unavailable)
      if (kind === 'too-slow') this.#call.emit('error', failures.tooSlow)
      if (kind === 'end') this.end()
      if (kind === 'cut-in-middle') this.#serving.cut()
      if (kind === 'drop' || kind === 'too-slow' || kind === 'end' || kind === 'cut-in-middle') return false
    }
    if (kind === 'slow') await wait(ms)
    await this.write(this.#messageOf(event))
    return true
  }

  /** A link leads to an event, where whoever reads asks for it. */
  #messageOf(event: Kept): object {
    const [, revision, stream = ''] =
      this.#call.request.options.resolveLinks === true && event.metadata['type'] === '$>'
        ? (/^(\d+)@(.*)$/s.exec(Buffer.from(event.data).toString()) ?? [])
        : []
    if (revision === undefined) return eventMessage(event)
    const found = this.#serving.log.events(stream).find((one) => one.revision === Number(revision))
    return eventMessage(found, event)
  }

  async write(message: object): Promise<void> {
    if (this.#call.cancelled || this.#call.write(message)) return
    await new Promise<void>((resolve) => {
      const goOn = (): void => {
        for (const event of ['drain', 'cancelled', 'close']) this.#call.off(event, goOn)
        resolve()
      }
      for (const event of ['drain', 'cancelled', 'close']) this.#call.on(event, goOn)
    })
  }

  end(): void {
    this.#call.end()
  }
}
