export { draftArbitrary, fewDays, type Universe } from './draft-arbitrary.ts'
export { idOf, play, scriptArbitrary, type Move, type RandomBooks, type Script, type Tried } from './book-arbitrary.ts'
export { describeEventStore, type EventStoreCase, type Place } from './describe-event-store.ts'
export { givenOf, type Then } from './given.ts'
