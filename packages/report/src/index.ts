export { termCalendar } from './calendar.ts'
export { markdown } from './markdown.ts'
export { termRemarks, termState } from './phrases.ts'
export {
  reportOf,
  type Reference,
  type Report,
  type ReportFinding,
  type ReportItem,
  type ReportSection,
  type ReportValue,
} from './report.ts'
export type { Charts } from './chart-data.ts'
export { sections, type Section, type Statement } from './sections.ts'
export { organizationKindWords, type Language } from './words.ts'
