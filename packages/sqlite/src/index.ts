export { bookOf, sqliteStore, type SqliteOptions, type SqliteStore } from './sqlite-store.ts'
export { tableFacts } from './table-facts.ts'
