/** Appends batches to a book, as one of several processes: each at the end as it sees it, again where another was first. Prints each batch with its place. */
import { party } from '@taizhang/core'
import { postgresStore } from '../../src/index.ts'

const [, , url = '', schema = '', stream = '', writer = '', batches = ''] = process.argv
const store = postgresStore(url, { domain: party, schema })

async function end(): Promise<number> {
  for await (const [last] of store.read(stream, { direction: 'backwards', limit: 1 })) return last?.revision ?? -1
  return -1
}

let [expected, conflicts] = [await end(), 0]
const told: object[] = []
for (let at = 0; at < Number(batches); at++) {
  const batch = Array.from({ length: 1 + (at % 3) }, (_, step) => ({
    id: `${writer}-${at}-${step}`,
    text: `{"n":${at}}`,
  }))
  for (;;) {
    const result = await store.append(stream, batch, { expectedRevision: expected < 0 ? 'no-stream' : expected })
    if (result.ok) {
      told.push({ batch, result })
      expected = result.revision
      break
    }
    if (result.reason !== 'wrong-expected-revision') throw new Error(JSON.stringify(result))
    conflicts++
    expected = result.actual
  }
}
await store.close()
console.log(JSON.stringify({ told, conflicts }))
