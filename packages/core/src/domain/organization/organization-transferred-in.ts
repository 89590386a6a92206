import * as z from 'zod'
import { defineEvent } from '@taizhang/kernel/define'
import { inOrderOfDays } from '../admit.ts'
import { civilDate, id } from '../schemas.ts'
import { found, founding } from './founding.ts'

/** 整建制转入. A whole organization comes from another book; it is not founded. Its members come by their own events. */
export const organizationTransferredIn = defineEvent({
  type: 'OrganizationTransferredIn',
  title: { zh: '党组织整建制转入', en: 'Organization transferred in' },
  doc: {
    zh: '党组织整建制由本台账以外转入，不算新成立；党员另记转入（withOrganization）',
    en: 'A whole organization comes from another book; it is not founded. Its members come by their own events.',
  },
  data: z.strictObject({ ...founding, fromBook: id.optional(), foundedOn: civilDate.optional() }),
  admit: ({ foundedOn }, _rules, { effectiveOn }) =>
    inOrderOfDays({
      code: 'founded-after',
      path: 'foundedOn',
      first: foundedOn,
      last: effectiveOn,
      words: (first, last) => ({
        zh: `成立日期 ${first} 晚于转入日期 ${last}`,
        en: `founded on ${first}, after it came on ${last}`,
      }),
    }),
  changes: ({ fromBook: _book, foundedOn: _day, ...data }) => found(data),
  example: {
    organizationId: 'o18',
    name: '海峡家具有限公司党支部',
    kind: 'branch',
    formation: 'solo',
    category: 'enterprise',
    unitIds: ['u13'],
    superiorId: 'o2',
    fromBook: '350304',
    foundedOn: '2012-07-01',
  },
})
