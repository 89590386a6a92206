import { connect } from 'node:tls'
import type { Words } from '@taizhang/kernel'
import type { PassingFault } from './failure.ts'

const handshakeMs = 2000

/** What there is to say where a connection without TLS failed because the server wants it. The client's parts only say that it broke. */
export async function wantsTls(connection: string, { outcome }: PassingFault): Promise<Words | undefined> {
  const [, hosts = ''] = /:\/\/(?:[^@/?]*@)?([^@/?]+)/.exec(connection) ?? []
  if (outcome === 'not-done' || !/[?&]tls=false/i.test(connection)) return undefined
  const speaking = await Promise.all(hosts.split(',').map(speaksTls))
  return speaking.includes(true) ? words : undefined
}

const words: Words = {
  zh: '服务器要求 TLS：请从地址中去掉 tls=false',
  en: 'the server wants TLS: take tls=false out of the address',
}

/** Whether a host answers the greeting of TLS. Who it is does not matter here: nothing is sent. */
async function speaksTls(host: string): Promise<boolean> {
  const [name = '', port = '2113'] = host.split(':')
  return new Promise((resolve) => {
    const socket = connect({ host: name, port: Number(port), rejectUnauthorized: false, timeout: handshakeMs })
    const settle = (does: boolean) => () => {
      socket.destroy()
      resolve(does)
    }
    socket.once('secureConnect', settle(true)).once('error', settle(false)).once('timeout', settle(false))
  })
}
