import * as z from 'zod'
import { set } from '../../kernel/change.ts'
import { defineEvent } from '../../kernel/define-event.ts'
import { subjectId, text } from '../../kernel/schemas.ts'
import { scope } from './scope.ts'
import { denominator, formation, unitKind } from '../words.ts'

/** 定义统计口径. A scope is defined, or an existing one changes from that date. */
export const scopeDefined = defineEvent({
  type: 'ScopeDefined',
  title: { zh: '定义统计口径', en: 'Scope defined' },
  doc: {
    zh: '定义一个统计口径，或自该日起修改已有口径',
    en: 'A scope is defined, or an existing one changes from that date.',
  },
  data: z.strictObject({
    scopeId: subjectId,
    name: text,
    unitKinds: z.array(unitKind),
    countsFormations: z.array(formation),
    denominator,
  }),
  changes: ({ scopeId, ...attributes }) => [set(scope, { scopeId }, attributes)],
  example: {
    scopeId: 'operating-enterprise',
    name: '在营企业',
    unitKinds: ['enterprise'],
    countsFormations: ['solo', 'joint', 'attached'],
    denominator: 'operating',
  },
})
