import * as z from 'zod'
import { open, defineEvent, type AttributesOf } from '@taizhang/kernel/define'
import { text } from '../schemas.ts'
import { scope } from './scope.ts'

/** Default scopes count over listed units; functional organizations do not cover. */
const byDefault: Pick<AttributesOf<typeof scope>, 'countsFormations' | 'denominator'> = {
  countsFormations: ['solo', 'joint', 'attached'],
  denominator: 'listed',
}

/** 台账启用. The book begins, with the two default scopes; always position 0. */
export const ledgerOpened = defineEvent({
  type: 'LedgerOpened',
  title: { zh: '台账启用', en: 'Ledger opened' },
  doc: {
    zh: '台账启用，同时定义两个默认统计口径；总是第 0 条，由 init 记录，不能另行记录',
    en: 'The book begins, with the two default scopes; always position 0. Recorded by init alone.',
  },
  data: z.strictObject({ name: text, jurisdiction: text }),
  permanent: true,
  changes: () => [
    open(scope, { scopeId: 'enterprise' }, { name: '非公企业', unitKinds: ['enterprise'], ...byDefault }),
    open(
      scope,
      { scopeId: 'social-organization' },
      { name: '社会组织', unitKinds: ['social-organization'], ...byDefault },
    ),
  ],
  example: { name: '某区两新组织党建台账', jurisdiction: '350305' },
  exampleOn: '1921-07-23',
})
