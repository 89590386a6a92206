/** For those who write a domain: relations, events, figures, checks, and the value that they make together. */
export {
  defineDomain,
  extendDomain,
  type Domain,
  type DomainParts,
  type Extended,
  type Extension,
} from './define/domain.ts'
export {
  defineEvent,
  type AdoptableRules,
  type AnyEvent,
  type EarlierVersion,
  type EventContext,
  type EventDefinition,
  type LiveEventOf,
} from './define/define-event.ts'
export {
  attributeColumns,
  defineRelation,
  idAttributes,
  type AnyRelation,
  type AttributesOf,
  type ColumnKind,
  type KeyOf,
  type Relation,
} from './define/relation.ts'
export { amend, close, closeIfOpen, mustHold, occur, open, set, type Change, type Verb } from './define/change.ts'
export {
  because,
  civilDate,
  count,
  decimal,
  eventId,
  evidence,
  id,
  instant,
  subjectId,
  text,
  textOnOneLine,
  textSchemas,
  type TextSchemas,
} from './define/schemas.ts'
export {
  countEvents,
  countTogether,
  defineFlow,
  defineFlowRate,
  defineRate,
  defineStock,
  type Figure,
  type Flow,
  type EachEvent,
  type EventEntries,
  type FlowEntry,
  type FlowRate,
  type Measure,
  type Near,
  type OnDay,
  type Rate,
  type Stock,
} from './figures/figure.ts'
export type { EventTypes, TypesOf } from './define/event-types.ts'
export type { DomainTypes } from './define/domain-types.ts'
export type { Frozen } from './define/frozen.ts'
export {
  defineList,
  own,
  since,
  through,
  type CellKind,
  type List,
  type ListColumn,
  type ListView,
} from './lists/list.ts'
export type { Form, FormAct, FormColumn, FormKind, FormRole } from './lists/form.ts'
export { defineDimension, defineWay, step, type Dimension, type Step, type Way } from './grouping/dimension.ts'
export {
  defineCheck,
  type Check,
  type DefaultText,
  type Found,
  type Look,
  type LookMaker,
  type Subject,
} from './checks/check.ts'
export { begunWith, each, eventsNaming, occurrencesOf, rowBefore, type FactSubject } from './checks/around.ts'
/** Dates as definitions use them: whatever they are given they answer, and past the year 9999 with {@link openEnd}. */
export { daysBetween, isCivilDate, openEnd, plusDays, plusMonths, plusYears } from './time/civil-date.ts'
export { beginningOf, hasDays, holdsOn } from './facts/row.ts'
export type { Days, Lists } from './facts/stretches.ts'
export { bookOpening } from './parts/book-opened.ts'
export { withdrawal } from './parts/event-withdrawn.ts'
export { occurrence } from './parts/occurrence.ts'
export { reporting, type ReportedData } from './parts/figure-reported.ts'
export { qualifier, quantity, reportedQualifier, reportedQuantity, wholeQuantity } from './parts/quantity.ts'
export { exception } from './parts/exception.ts'
export { findingException, findingExceptionLift } from './parts/finding-excepted.ts'
export { rule } from './parts/rule.ts'
export { ruleAdoption } from './parts/rule-adopted.ts'
export { ruleRepeal } from './parts/rule-repealed.ts'
