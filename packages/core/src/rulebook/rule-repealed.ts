import { ruleRepeal } from '@taizhang/kernel/define'
import { withMoreRules } from './more-rules.ts'
import { texts } from '../domain/schemas.ts'

/** 停用规则. The book switches a rule off, a default one or one of its own. */
export const ruleRepealed = withMoreRules(ruleRepeal(texts))
