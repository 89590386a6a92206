import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Fault } from './faults.ts'
import type { Order } from './main.ts'

/** A running double, in a process of its own. */
export interface Double {
  readonly ports: readonly number[]
  /** The address of the first node, or of all where there are several. */
  readonly address: string
  tell(order: Order): Promise<unknown>
  fault(fault: Fault): Promise<void>
  /** How often a call has been made so far. */
  calls(call: string): Promise<number>
  stop(): Promise<void>
}

const program = fileURLToPath(new URL('main.ts', import.meta.url))

interface DoubleOptions {
  readonly nodes?: number
  /** Whether it wants TLS; its certificate is that in the folder tls. */
  readonly tls?: boolean
}

export async function startDouble({ nodes = 1, tls = false }: DoubleOptions = {}): Promise<Double> {
  const child = fork(program, [String(nodes), tls ? 'tls' : ''], {
    execArgv: [],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const answers = new Map<number, (answer: unknown) => void>()
  let orders = 0
  const ports = await new Promise<readonly number[]>((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`the double ended with ${code}`)))
    child.on('message', (message: { ports?: number[]; number?: number; answer?: unknown }) => {
      if (message.ports) resolve(message.ports)
      if (message.number !== undefined) answers.get(message.number)?.(message.answer)
    })
  })
  const tell = async (order: Order): Promise<unknown> =>
    new Promise((resolve) => {
      const number = orders++
      answers.set(number, (answer) => {
        answers.delete(number)
        resolve(answer)
      })
      child.send({ number, order })
    })
  return {
    ports,
    address: `esdb://${ports.map((port) => `127.0.0.1:${port}`).join(',')}${tls ? '' : '?tls=false'}`,
    tell,
    fault: async (fault) => void (await tell({ do: 'fault', fault })),
    calls: async (call) => ((await tell({ do: 'calls' })) as Record<string, number>)[call] ?? 0,
    stop: async () => {
      const ended = new Promise((resolve) => void child.once('exit', resolve))
      child.kill('SIGKILL')
      await ended
    },
  }
}
