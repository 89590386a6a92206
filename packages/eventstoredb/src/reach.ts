import { connect } from 'node:net'
import { Silence, undiscovered, type Fault } from './failure.ts'

const probeMs = 2000

/**
 * Whether a fault shows that a server is there. Where the client has found no node of a cluster, it does not say why: nodes that are
 * choosing a leader are there, and are waited for.
 */
export async function showsServer(fault: Fault, connection: string): Promise<boolean> {
  if (fault.kind !== 'passing') return true
  if (fault.outcome !== 'unreached') return !(fault.error instanceof Silence)
  return undiscovered.test(fault.error.message) && (await someoneListens(connection))
}

/** Whether anything takes connections at one of the hosts. */
async function someoneListens(connection: string): Promise<boolean> {
  const hosts = /:\/\/(?:[^@/?]*@)?([^@/?]+)/.exec(connection)?.[1]?.split(',') ?? []
  const listening = await Promise.all(hosts.map(listens))
  return listening.includes(true)
}

async function listens(host: string): Promise<boolean> {
  const [name = '', port = '2113'] = host.split(':')
  return new Promise((resolve) => {
    const socket = connect({ host: name, port: Number(port), timeout: probeMs })
    const settle = (does: boolean) => () => {
      socket.destroy()
      resolve(does)
    }
    socket.once('connect', settle(true)).once('error', settle(false)).once('timeout', settle(false))
  })
}
