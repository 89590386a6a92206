import { findingExcepted } from './finding-excepted.ts'
import { findingExceptionLifted } from './finding-exception-lifted.ts'
import { ruleAdopted } from './rule-adopted.ts'
import { ruleRepealed } from './rule-repealed.ts'

/** In the order of the catalogue. */
export const ruleEvents = [ruleAdopted, ruleRepealed, findingExcepted, findingExceptionLifted] as const
