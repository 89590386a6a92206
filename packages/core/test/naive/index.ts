/**
 * A deliberately naive model of the ledger, written from the design pages alone: for each question it takes the plain list
 * of recorded events, keeps what was known and is live, sorts and folds from scratch. The real ledger is tested against it.
 */
export { unconcerned } from './concerned.ts'
export { coverageOn } from './coverage.ts'
export { factsOf } from './facts.ts'
export { figureIds, figureRows, figureRowsOf, type FigureRow } from './figures.ts'
export { subjectHistory } from './history.ts'
export { isInScope } from './in-scope.ts'
export { impossible } from './impossible.ts'
export type { PlainEvent } from './plain-event.ts'
export type { Reason } from './reason.ts'
export { allRows, rowsOn } from './rows.ts'
