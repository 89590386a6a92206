import type { occurrence } from '../../domain/book/occurrence.ts'
import { duesPaid } from '../../domain/resources/dues-paid.ts'
import { duesReturned } from '../../domain/resources/dues-returned.ts'
import { plusMonths } from '../../kernel/civil-date.ts'
import type { Facts } from '../../kernel/facts.ts'
import type { Row } from '../../kernel/row.ts'
import { occurrencesOf, organizations } from '../around.ts'
import { defineCheck, type Subject } from '../check.ts'
import { yuan } from '../../domain/typography.ts'

const paidBy = (facts: Facts, { id }: Subject): readonly Row<typeof occurrence>[] =>
  occurrencesOf(facts, duesPaid.type, 'organizationId', id)

const total = (rows: readonly Row<typeof occurrence>[]): number =>
  rows.reduce((sum, { attributes: { data } }) => sum + Number(data['amountFen']), 0)

/** 党费全额返还. What was paid less than so many months ago may still be on its way back. */
export const fundReturn = defineCheck({
  id: 'FUND-RETURN',
  says: ({ months }) => ({
    zh: `党费全额返还党组织，上缴后 ${months} 个月内返还`,
    en: `Dues are returned in full, within ${months} months of being paid over.`,
  }),
  next: {
    zh: '核对上缴和返还的金额：漏记的补录，记错的更正，未返还的尽快返还',
    en: 'Compare what was paid and returned: record what is missing, correct what is wrong, return the rest.',
  },
  looks: (look) => [
    look({
      subjects: organizations,
      past: {
        paid: paidBy,
        returned: (facts, { id }) => occurrencesOf(facts, duesReturned.type, 'organizationId', id),
      },
      turns: (subject, { months }, facts) => paidBy(facts, subject).map(({ from }) => plusMonths(from, months)),
      holds: ({ on, paid, returned }, { months }) => {
        const due = total(paid.filter(({ from }) => plusMonths(from, months) <= on))
        const back = total(returned)
        return due <= back && back <= total(paid)
          ? undefined
          : {
              message: {
                zh: `已上缴党费 ${yuan(total(paid))} 元，其中应已返还 ${yuan(due)} 元，实际返还 ${yuan(back)} 元`,
                en: `${yuan(total(paid))} yuan of dues paid over, ${yuan(due)} of them due for return, ${yuan(back)} returned.`,
              },
              rows: [...paid, ...returned],
            }
      },
    }),
  ],
  texts: [
    {
      id: 'FUND-RETURN',
      onOffer: true,
      title: { zh: '党费未全额返还', en: 'Dues not returned in full' },
      severity: 'warning',
      citation: {
        zh: '地方规定，由台账采用。工作总结：全额返还“两新”组织党员交纳的党费；期限由本地规定',
        en: 'A local rule, for a book to adopt. The work report: dues are returned in full; in what time is for the place to say',
      },
      parameters: { months: 12 },
    },
  ],
})
