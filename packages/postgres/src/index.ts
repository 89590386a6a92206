export { bookOf } from './book-column.ts'
export type { Database, Heard, Parameter, Queries, Row } from './queries.ts'
