import * as z from 'zod'
import { set, defineEvent } from '@taizhang/kernel/define'
import { unlessRefused } from '../admit.ts'
import { asBefore } from '../earlier.ts'
import { subjectId, text } from '../schemas.ts'
import { admitCondition, scopeCondition } from './scope-condition.ts'
import { scope } from './scope.ts'
import { denominator, formation, unitKind } from '../words.ts'

const first = {
  scopeId: subjectId,
  name: text,
  unitKinds: z.array(unitKind),
  countsFormations: z.array(formation),
  denominator,
}

/** 定义统计口径. A scope is defined, or an existing one changes from that date. A definition that names no condition has none. */
export const scopeDefined = defineEvent({
  type: 'ScopeDefined',
  title: { zh: '定义统计口径', en: 'Scope defined' },
  doc: {
    zh: '定义一个统计口径，或自该日起修改已有口径；可以限定单位的条件，未写条件的不限定',
    en: 'A scope is defined, or an existing one changes from that date. It may have conditions of units; a definition that names none has none.',
  },
  data: z.strictObject({ ...first, conditions: z.array(scopeCondition).optional() }),
  earlier: asBefore(first),
  admit: ({ conditions = [] }) => unlessRefused(...conditions.map(admitCondition)),
  changes: ({ scopeId, conditions, ...attributes }) => [
    set(scope, { scopeId }, { ...attributes, conditions: conditions ?? null }),
  ],
  example: {
    scopeId: 'operating-in-park',
    name: '木材加工区在营企业',
    unitKinds: ['enterprise'],
    countsFormations: ['solo', 'joint', 'attached'],
    denominator: 'operating',
    conditions: [{ dimension: 'park', test: '=', values: ['木材加工区'] }],
  },
})
