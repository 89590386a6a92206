import { describeEventStore } from '@taizhang/testkit'
import { afterAll, beforeAll, test } from 'vitest'
import { eventStoreDbStore, parseAddress } from '../src/index.ts'
import { startDouble, type Double } from './double/start-double.ts'

let double: Double
beforeAll(async () => {
  double = await startDouble()
})
afterAll(async () => double.stop())

const skip = {
  'gives back a text of 1 MB byte for byte':
    'the server takes 1 MiB in one append, and this case appends 2.1 MB; wire-event.test.ts keeps texts as large as they may be',
}

describeEventStore(
  'EventStoreDB (double)',
  async () => ({
    open: async () => eventStoreDbStore(parseAddress(double.address)),
    remove: async () => void (await double.tell({ do: 'reset' })),
  }),
  { skip },
)

/* oxlint-disable vitest/no-conditional-tests, vitest/expect-expect -- with a server all cases run on it; without one there is nothing to assert */
const url = process.env['TAIZHANG_EVENTSTOREDB_URL'] ?? ''
if (url === '') {
  test('EventStoreDB (server)', ({ skip: leaveOut }) => leaveOut('no server at TAIZHANG_EVENTSTOREDB_URL'))
} else {
  describeEventStore(
    'EventStoreDB (server)',
    async () => ({ open: async () => eventStoreDbStore(parseAddress(url)), remove: async () => undefined }),
    { skip },
  )
}
