export { bookOf } from './book-column.ts'
export { readTables, type TableViews } from './read-tables.ts'
export { sqliteStore, type SqliteOptions, type SqliteStore } from './sqlite-store.ts'
export { tableFacts } from './table-facts.ts'
