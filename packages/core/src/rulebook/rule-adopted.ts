import { ruleAdoption } from '@taizhang/kernel/define'
import { withMoreRules } from './more-rules.ts'
import { texts } from '../domain/schemas.ts'

/** 采用规则. The book adopts a rule of its own, or its own text of a default rule, on an existing check. */
export const ruleAdopted = withMoreRules(ruleAdoption(texts))
