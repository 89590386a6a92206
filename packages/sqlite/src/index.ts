export { bookOf } from './book-column.ts'
export { sqliteStore, type SqliteOptions, type SqliteStore } from './sqlite-store.ts'
export { tableFacts } from './table-facts.ts'
