import { office } from '../../domain/term/office.ts'
import { labelOf } from '../../domain/labels.ts'
import { outlived } from '../../figures/outlived.ts'
import { each } from '../around.ts'
import { defineCheck } from '../define-check.ts'

const offices = each(office, ({ key }) => key.organizationId)

/** 班子成员. A person who was sent by the superior keeps the membership at home, and is not found here. */
export const officeHolder = defineCheck({
  id: 'OFFICE-HOLDER',
  says: () => ({
    zh: '党内职务由正式党员担任：死亡、出党或者转走组织关系的，职务随之终止，应当记录离任；上级选派、组织关系留在原处的除外',
    en: 'Party offices are held by full members: with death, the end of a membership or its transfer the office ends, and that is recorded; somebody sent by the superior keeps the membership at home.',
  }),
  next: {
    zh: '记录该职务离任，缺额按规定补选；人没有走的，更正党员的记录；转走后由上级重新选派的，先记离任，再记任职',
    en: 'Record that the office was left, and fill it; where the person has not left, correct the record of the membership; where the superior sent the person back, record both the leaving and the new office.',
  },
  looks: (look) => [
    look({
      subjects: offices,
      near: { gone: (facts, { row }) => outlived(facts, row) },
      holds: ({ subject: { row }, gone }) => {
        const [last] = gone
        if (!last) return undefined
        const { personId, post } = row.key
        return {
          message: {
            zh: `${labelOf(post).zh} ${personId} 自 ${last.from} 起已不是本组织的党员，职务没有终止`,
            en: `The ${labelOf(post).en} ${personId} has not been a member here since ${last.from}; the office has not ended.`,
          },
          rows: gone,
        }
      },
    }),
  ],
  texts: [
    {
      id: 'OFFICE-HOLDER',
      title: { zh: '班子成员已不在本组织', en: 'Office holder has left' },
      severity: 'warning',
      citation: {
        zh: '《中国共产党基层组织选举工作条例》（2020-07-13）第五条（1990 年暂行条例同）：正式党员才有被选举权。转走组织关系后职务自然终止是通行做法，条文没有写明',
        en: 'Election regulations (选举工作条例, 2020-07-13), art. 5, as those of 1990: full members can be elected. That the office ends with a transfer is practice, not text',
      },
      parameters: {},
    },
  ],
})
