/** Appends batches of three events to a stream at the exact revision, again and again until each is in: `FILE STREAM WRITER BATCHES`. */
import { party } from '@taizhang/core'
import { sqliteStore } from '../../src/index.ts'

const [file = '', stream = '', writer = '', batches = '0'] = process.argv.slice(2)
const store = sqliteStore(file, { domain: party, create: true })

async function last(): Promise<number> {
  for await (const [event] of store.read(stream, { direction: 'backwards', limit: 1 })) return event?.revision ?? -1
  return -1
}

for (let batch = 0; batch < Number(batches); batch++) {
  const events = [0, 1, 2].map((at) => ({
    id: `${writer}-${batch}-${at}`,
    text: `{"batch":${batch},"writer":"${writer}"}`,
  }))
  for (let done = false; !done;) {
    const revision = await last()
    const result = await store.append(stream, events, { expectedRevision: revision < 0 ? 'no-stream' : revision })
    done = result.ok
  }
}
await store.close()
