import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/** What happens to a connection: after so many bytes in a direction it is cut, held for a while, or kept open without a word. */
export interface Fault {
  /** `commit` is on the way to the server, and counts from where a commit begins: the first ones are passed on. */
  readonly way: 'to' | 'from' | 'commit'
  readonly bytes: number
  readonly commits?: number
  readonly does: 'cut' | 'hold' | 'reset' | 'silence'
}

/** A proxy before a server, whose connections meet faults, each its own. */
export interface Proxy {
  readonly port: number
  /** Connections made from now on meet the faults, one after the other, and none once these are used up. */
  meet(faults: readonly Fault[]): void
  /** Cuts all connections. */
  cutAll(): void
  close(): Promise<void>
}

const holdMs = 15

export async function startProxy(port: number): Promise<Proxy> {
  const open = new Set<Socket>()
  let faults: readonly Fault[] = []
  const server = createServer((client) => {
    const upstream = connect(port, '127.0.0.1')
    const [fault] = faults
    faults = faults.slice(1)
    const cut = (): void => {
      client.destroy()
      upstream.destroy()
    }
    for (const socket of [client, upstream]) {
      open.add(socket)
      socket.setNoDelay(true)
      socket.on('error', cut)
      socket.on('close', () => {
        open.delete(socket)
        cut()
      })
    }
    pass(client, upstream, fault?.way === 'from' ? undefined : fault, cut)
    pass(upstream, client, fault?.way === 'from' ? fault : undefined, cut)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const cutAll = (): void => {
    for (const socket of open) socket.destroy()
  }
  return {
    port: (server.address() as AddressInfo).port,
    meet: (next) => void (faults = next),
    cutAll,
    close: async () => {
      cutAll()
      server.close()
      await once(server, 'close')
    },
  }
}

/** Passes bytes on, up to where the fault is: half a message may come through. */
function pass(from: Socket, to: Socket, fault: Fault | undefined, cut: () => void): void {
  const atCommit = fault?.way === 'commit'
  let [left, silent, commits] = [atCommit ? Infinity : (fault?.bytes ?? Infinity), false, fault?.commits ?? 0]
  from.on('data', (data) => {
    if (silent) return
    const begins = atCommit ? data.indexOf('COMMIT') : -1
    if (fault && begins >= 0 && commits-- === 0) left = Math.max(0, Math.min(data.length, begins + fault.bytes))
    if (data.length < left || left === Infinity) {
      left -= data.length
      to.write(data)
      return
    }
    const [before, after] = [data.subarray(0, left), data.subarray(left)]
    left = Infinity
    switch (fault?.does) {
      case 'cut':
        // The server has what came before it, and answers in vain.
        to.write(before, () => setTimeout(cut, 2))
        silent = true
        return
      case 'reset':
        silent = true
        from.resetAndDestroy()
        to.resetAndDestroy()
        return
      case 'silence':
        to.write(before)
        silent = true
        return
      case 'hold':
      case undefined:
        to.write(before)
        from.pause()
        setTimeout(() => {
          to.write(after)
          from.resume()
        }, holdMs)
    }
  })
  from.on('end', () => to.end())
}
