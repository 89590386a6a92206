export { isAddress, parseAddress, type Address } from './address.ts'
export { eventStoreDbStore, type EventStoreDbOptions, type EventStoreDbStore } from './eventstoredb-store.ts'
export type { FollowOptions, LogEvent, LogPage, LogPosition } from './follow-log.ts'
export { fromWire, toWire, wireBytes, type WireEvent, type WireRecord } from './wire-event.ts'
