/** For those who write a store: the port, and the rules that every store follows. */
export type * from './store/event-store.ts'
export type { Segment } from './book/segment.ts'
export type { TableChanges, TableRow } from './facts/table-changes.ts'
export { aftermaths, type Aftermath } from './errors/aftermath.ts'
export { decideAppend, followStreams, type Followed, type StreamState } from './store/memory-store.ts'
