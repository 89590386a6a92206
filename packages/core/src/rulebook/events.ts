import { ruleAdoption, ruleRepeal } from '@taizhang/kernel/define'
import { texts } from '../domain/schemas.ts'

/** 采用规则. The book adopts a rule of its own, or its own text of a default rule, on an existing check. */
const ruleAdopted = ruleAdoption(texts)
/** 停用规则. The book switches a rule off, a default one or one of its own. */
const ruleRepealed = ruleRepeal(texts)

/** In the order of the catalogue. */
export const ruleEvents = [ruleAdopted, ruleRepealed] as const
