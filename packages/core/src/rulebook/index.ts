/** What is found wrong: the rules as a book has them, findings, and the dossier that tells of them. */
export { dossierOf, type Dossier } from '../dossier.ts'
export { checks } from './catalogue.ts'
export type { Check, DefaultText, Found, Look, Subject } from './check.ts'
export { findingsOn, severityCounts, type Finding, type FindingFact, type FindingOptions } from './findings.ts'
export { noFacts, ruleIds, rulesOn, ruleTexts, type RuleEntry } from './rulebook.ts'
export { differsOn } from './reported-leeway.ts'
export { asGrave, severity, severityWords, type Severity } from './severity.ts'
export { subjectName } from './subject-name.ts'
