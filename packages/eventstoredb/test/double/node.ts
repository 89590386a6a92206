import { connect, createServer, type Server as TcpServer, type Socket, type AddressInfo } from 'node:net'
import { readFileSync } from 'node:fs'
import { Server, ServerCredentials } from '@grpc/grpc-js'

const host = '127.0.0.1'

/** A node's door: a port whose connections can be cut, before a server that nobody else reaches. */
export interface Door {
  readonly host: string
  readonly port: number
  /** Cuts all connections, as a cable does: without a word. */
  cut(): void
  /** Lets nobody in, or in again. */
  shut(closed: boolean): void
  /** Takes connections and says nothing, as a process does that was stopped; or goes on with all of them. */
  freeze(frozen: boolean): void
}

const pem = (name: string): Buffer => readFileSync(new URL(`tls/${name}.pem`, import.meta.url))

/** A certificate that nobody knows, made for these tests. */
const ownCertificate = (): ServerCredentials =>
  ServerCredentials.createSsl(null, [{ private_key: pem('key'), cert_chain: pem('certificate') }])

/** Opens a door on a free port before a server, which wants TLS or does not know it. */
export async function openDoor(addServices: (server: Server) => void, tls = false): Promise<Door> {
  const server = new Server({ 'grpc.max_receive_message_length': 16 * 1024 * 1024 })
  addServices(server)
  const inner = await new Promise<number>((resolve, reject) => {
    server.bindAsync(`${host}:0`, tls ? ownCertificate() : ServerCredentials.createInsecure(), (error, port) =>
      error ? reject(error) : resolve(port),
    )
  })
  const sockets = new Set<Socket>()
  let closed = false
  let frozen = false
  /** Who has come while it was frozen. */
  const waiting = new Set<Socket>()
  const letIn = (outside: Socket): void => {
    const inside = connect(inner, host)
    for (const [one, other] of [
      [outside, inside],
      [inside, outside],
    ] as const) {
      sockets.add(one)
      one.setNoDelay(true)
      one.on('error', () => other.destroy())
      one.on('close', () => {
        sockets.delete(one)
        other.destroy()
      })
      one.pipe(other)
    }
  }
  const door: TcpServer = createServer((outside) => {
    if (closed) return void outside.destroy()
    if (!frozen) return letIn(outside)
    waiting.add(outside)
    outside.on('error', () => undefined).once('close', () => waiting.delete(outside))
  })
  await new Promise<void>((resolve) => void door.listen(0, host, resolve))
  const cut = (): void => {
    for (const socket of [...sockets, ...waiting]) socket.destroy()
  }
  return {
    host,
    port: (door.address() as AddressInfo).port,
    cut,
    shut: (shut) => {
      closed = shut
      if (shut) cut()
    },
    freeze: (freeze) => {
      frozen = freeze
      // What a socket pipes waits in it.
      for (const socket of sockets) if (freeze) socket.pause()
      if (freeze) return
      for (const socket of sockets) socket.resume()
      for (const outside of waiting) letIn(outside)
      waiting.clear()
    },
  }
}
