export { draftArbitrary, smallUniverse, type Universe } from './draft-arbitrary.ts'
export { idOf, play, scriptArbitrary, type Move, type Script, type Tried } from './book-arbitrary.ts'
export { describeEventStore, type EventStoreCase, type Place } from './describe-event-store.ts'
export { given, type Then } from './given.ts'
