import { membershipEnded } from '../../domain/member/membership-ended.ts'
import { plusYears } from '@taizhang/kernel/define'
import { type CivilDate, type LiveEvent, type Facts } from '@taizhang/kernel'
import { eventsNaming, memberships } from '../around.ts'
import { defineCheck } from '../define-check.ts'

const title = { zh: '五年内重新入党', en: 'Recruited again within five years' }
/** The day of the measures on unqualified members. */
const measures = '2024-06-16'

/** What is said of how a membership ended, and whether the book's word for it leaves the case open. */
const endings: Readonly<Record<string, { readonly zh: string; readonly en: string; readonly isOpen?: true }>> = {
  expelled: { zh: '开除党籍', en: 'expelled' },
  removed: { zh: '除名', en: 'removed' },
  withdrew: { zh: '退党', en: 'withdrew', isOpen: true },
  'withdrew-removed': { zh: '退党除名', en: 'withdrew and was removed' },
  'advised-to-withdraw': { zh: '劝退', en: 'advised to withdraw' },
  'advice-refused-removed': { zh: '劝而不退除名', en: 'removed after refusing to withdraw' },
  'left-removed': { zh: '自行脱党除名', en: 'removed after leaving' },
}

/** 重新入党. Holds for as long as the new membership does: recruited in the book, or joined elsewhere after the membership had ended here. */
export const devRejoin = defineCheck({
  id: 'DEV-REJOIN',
  says: ({ yearsMin, afterRemoval }) => ({
    zh: `受到开除党籍处分${afterRemoval ? '，或者劝其退党、除名处置' : ''}的，${yearsMin} 年内不得重新入党`,
    en: `Who was expelled${afterRemoval ? ', advised to withdraw, or removed' : ''} does not join again within ${yearsMin} years.`,
  }),
  next: {
    zh: '核对出党的原因、日期和接收的日期：记错的更正；确在期限内接收的，报上级党组织处理',
    en: 'Check why and when the membership ended, and the day of the recruitment; correct what is wrong, and leave the rest to the superior.',
  },
  looks: (look) => [
    look({
      subjects: memberships,
      judgedOn: ({ row }) => row.attributes.recruitedOn ?? row.attributes.joinedOn ?? row.from,
      holds: ({ subject: { id, row }, facts }, { yearsMin, afterRemoval }) => {
        const joined = row.attributes.recruitedOn ?? row.attributes.joinedOn
        const ended = joined === undefined ? undefined : lastEnding(facts, id, joined, afterRemoval)
        if (!ended || joined === undefined || joined >= plusYears(ended.effectiveOn, yearsMin)) return undefined
        const how = endings[String(ended.data['reason'])]
        if (!how) return undefined
        // A removal before the measures was no measure under them; a withdrawal may have been the member's own wish.
        const isOpen = how.isOpen || (ended.data['reason'] !== 'expelled' && ended.effectiveOn < measures)
        return {
          severity: isOpen ? 'warning' : 'violation',
          message: {
            zh: `${ended.effectiveOn} ${how.zh}，${joined} 重新入党，不满 ${yearsMin} 年`,
            en: `The membership ended on ${ended.effectiveOn} (${how.en}); the person joined again on ${joined}, before ${yearsMin} years were over.`,
          },
          events: [ended.position],
        }
      },
    }),
  ],
  texts: [
    {
      id: 'DEV-REJOIN',
      title,
      severity: 'violation',
      citation: {
        zh: '《中国共产党纪律处分条例》（2003-12-31）第十五条（2015 年修订为第十二条，2018 年修订为第十三条）：受到开除党籍处分的，五年内不得重新入党',
        en: 'Disciplinary regulations (纪律处分条例, 2003-12-31), art. 15 (art. 12 as of 2015, art. 13 as of 2018): nobody joins again within five years of being expelled',
      },
      parameters: { yearsMin: 5, afterRemoval: false },
      from: '2003-12-31',
      until: measures,
    },
    {
      id: 'DEV-REJOIN',
      title,
      severity: 'violation',
      citation: {
        zh: '《中国共产党纪律处分条例》；《中国共产党不合格党员组织处置办法》（2024-06-16 发布，2024-08-29 公开）：受到劝其退党或者除名处置的，5 年内不得重新入党。退党可能是劝其退党，也可能是本人要求，台账没有区分，故为警示；办法施行前除名的亦为警示',
        en: 'Disciplinary regulations; measures on unqualified members (不合格党员组织处置办法, issued 2024-06-16, published 2024-08-29): nor within five years of being advised to withdraw or removed. A withdrawal may have been the member’s own wish, which the book does not tell apart: a warning, as is a removal before the measures',
      },
      parameters: { yearsMin: 5, afterRemoval: true },
      from: measures,
    },
  ],
})

/** How the membership before the new one ended; only what forbids joining again. */
const lastEnding = (facts: Facts, memberId: string, joined: CivilDate, afterRemoval: boolean): LiveEvent | undefined =>
  eventsNaming(facts, membershipEnded.type, 'memberId', memberId).findLast(
    ({ effectiveOn, data }) =>
      effectiveOn <= joined &&
      (data['reason'] === 'expelled' || (afterRemoval && endings[String(data['reason'])] !== undefined)),
  )
