import { dossierReviewed } from '../../domain/inventory/dossier-reviewed.ts'
import { plusMonths, type CivilDate } from '../../kernel/civil-date.ts'
import { beginningOf, type Row } from '../../kernel/row.ts'
import { isCounted, occurrencesOf, organizations } from '../around.ts'
import { defineCheck } from '../check.ts'

/** 档案核查. Organizations that statistics count have a dossier; one that is new is as good as reviewed. */
export const dossierStale = defineCheck({
  id: 'DOSSIER-STALE',
  says: ({ months }) => ({
    zh: `一组织一档至少每 ${months} 个月核查一次`,
    en: `An organization's dossier is reviewed at least every ${months} months.`,
  }),
  next: {
    zh: '核查该组织的档案，并记录核查',
    en: 'Review the dossier, and record that.',
  },
  looks: (look) => [
    look({
      subjects: organizations,
      past: { reviews: (facts, { id }) => occurrencesOf(facts, dossierReviewed.type, 'organizationId', id) },
      turns: ({ id, row }, { months }, facts) =>
        [
          foundedOn(row),
          ...occurrencesOf(facts, dossierReviewed.type, 'organizationId', id).map(({ from }) => from),
        ].map((day) => plusMonths(day, months)),
      holds: ({ subject: { row }, on, reviews }, { months }) => {
        if (!isCounted(row)) return undefined
        const review = reviews.findLast(({ from }) => foundedOn(row) <= from)
        const last = review?.from ?? foundedOn(row)
        return on < plusMonths(last, months)
          ? undefined
          : {
              message: {
                zh: `${review ? `上次核查是 ${last}` : `${last} 成立以来没有核查`}，已满 ${months} 个月`,
                en: `${review ? `Last reviewed on ${last}` : `Not reviewed since its founding on ${last}`}, ${months} months ago or more.`,
              },
              rows: review ? [review] : [],
            }
      },
    }),
  ],
  texts: [
    {
      id: 'DOSSIER-STALE',
      title: { zh: '档案未按年核查', en: 'Dossier stale' },
      severity: 'warning',
      citation: {
        zh: '工作总结：定期更新完善，动态跟踪管理，建立“一组织一档”。每年一次是做法',
        en: 'The work report: one dossier an organization, kept current. Once a year is practice',
      },
      parameters: { months: 12 },
    },
  ],
})

const foundedOn = (row: Row): CivilDate => beginningOf(row).from
