import * as z from 'zod'
import { defineRelation } from '@taizhang/kernel/define'
import { text } from '../schemas.ts'
import { scopeCondition } from './scope-condition.ts'
import { denominator, formation, unitKind } from '../words.ts'

/** 统计口径: which units a rate is counted over, and which formations count. */
export const scope = defineRelation({
  name: 'scope',
  title: { zh: '统计口径', en: 'scope' },
  key: ['scopeId'],
  attributes: {
    name: text,
    unitKinds: z.array(unitKind),
    countsFormations: z.array(formation),
    denominator,
    conditions: z.array(scopeCondition).optional(),
  },
})
