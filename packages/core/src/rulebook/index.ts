/** What is found wrong: the rules as a book has them, findings, and the dossier that tells of them. */
export { dossierOf, type Dossier } from '../dossier.ts'
export type { DossierUnit } from '../dossier-units.ts'
export { checks } from './catalogue.ts'
export type { Check, DefaultText, Found, Look, Subject } from '@taizhang/kernel/define'
export {
  findingsOn,
  severityCounts,
  rulesOn,
  ruleTexts,
  asGrave,
  severity,
  severityWords,
  type Finding,
  type FindingFact,
  type FindingOptions,
  type RuleEntry,
  type Severity,
} from '@taizhang/kernel'
export { noBook } from './no-book.ts'
export { rulebookEdition } from './edition.ts'
export { differsOn } from './reported-leeway.ts'
export { idsCalled, subjectName } from './subject-name.ts'
