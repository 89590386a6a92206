import { describeEventStore } from '@taizhang/testkit'
import { afterAll, beforeAll } from 'vitest'
import { eventStoreDbStore, parseAddress } from '../src/index.ts'
import { startDouble, type Double } from './double/start-double.ts'

let double: Double
beforeAll(async () => {
  double = await startDouble()
})
afterAll(async () => double.stop())

describeEventStore(
  'EventStoreDB (double)',
  async () => ({
    open: async () => eventStoreDbStore(parseAddress(double.address)),
    remove: async () => undefined,
  }),
  {
    skip: {
      'gives back a text of 1 MB byte for byte':
        'the server takes 1 MiB in one append, and this case appends 2.1 MB; one-mebibyte.test.ts keeps a text as large as it can be',
    },
  },
)
