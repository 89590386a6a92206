import { describeDoors, takes, type Door } from '@taizhang/testkit'
import * as eventstoredb from '../src/index.ts'

const { one, optional, text, whole } = takes

const none = one()
const address = { connection: 'esdb://127.0.0.1:1?tls=false', shown: 'esdb://127.0.0.1:1' }
const opened = async (options: unknown): Promise<void> =>
  eventstoredb.eventStoreDbStore(address, options as eventstoredb.EventStoreDbOptions).close()
const event = { id: '01a22de6-74df-730c-9622-6ac83f2b9287', text: '{}' }
const wire = eventstoredb.toWire(event)
const ms = optional(whole(1, 2 ** 31 - 1))

const doors: Record<string, Door> = {
  isAddress: [[text, (value) => eventstoredb.isAddress(value)]],
  parseAddress: [[none, (value) => eventstoredb.parseAddress(value)]],
  eventStoreDbStore: [
    [none, async (value) => eventstoredb.eventStoreDbStore(value).close()],
    [none, async (value) => eventstoredb.eventStoreDbStore({ ...address, connection: value }).close()],
    [text, async (value) => eventstoredb.eventStoreDbStore({ ...address, shown: value }).close()],
    [optional(whole(1)), async (value) => opened({ appendBytesMax: value })],
    [optional(whole()), async (value) => opened({ lookMs: value })],
    [ms, async (value) => opened({ silenceMs: value })],
    [ms, async (value) => opened({ patienceMs: value })],
    [ms, async (value) => opened({ connectMs: value })],
    [optional(none), async (value) => opened({ onWaiting: value })],
  ],
  fromWire: [
    [text, (value) => eventstoredb.fromWire({ ...wire, data: value, metadata: '{}' })],
    [text, (value) => eventstoredb.fromWire({ ...wire, data: '{}', metadata: value })],
    [none, (value) => eventstoredb.fromWire(value)],
  ],
  toWire: [
    [none, (value) => eventstoredb.toWire(value)],
    [text, (value) => eventstoredb.toWire({ ...event, text: value })],
    [text, (value) => eventstoredb.toWire({ ...event, id: value })],
    [optional(text), (value) => eventstoredb.toWire(event, value)],
  ],
  wireBytes: [[none, (value) => eventstoredb.wireBytes(value)]],
}

describeDoors({ eventstoredb }, doors, { runs: 30 })
