import type { organization } from '../../domain/organization/organization.ts'
import type { Row } from '@taizhang/kernel'
import { organizationOn, terms } from '../around.ts'
import { defineCheck } from '../define-check.ts'

const shortName = { zh: '任期年限', en: 'Years of a term' }
const reform = '2018-07-12'

/** 任期年限. Judged by the text of the day on which the term began: one begun under the earlier rules runs to its end. */
export const termYears = defineCheck({
  id: 'TERM-YEARS',
  says: ({ committeeMin, committeeMax, branchMin, branchMax }) => ({
    zh: `党委每届任期 ${range(committeeMin, committeeMax, '至')} 年，党总支、党支部 ${range(branchMin, branchMax, '至')} 年`,
    en: `A committee's term is ${range(committeeMin, committeeMax, 'to')} years, that of a general branch or a branch ${range(branchMin, branchMax, 'to')}.`,
  }),
  next: {
    zh: '核对任期年限：记错的更正该事件；确属规定以外的，届满前按规定年限换届',
    en: 'Check the years: correct the event where they were recorded wrongly, else renew in time as the rule has it.',
  },
  looks: (look) => [
    look({
      subjects: terms,
      judgedOn: ({ row }) => row.attributes.startedOn,
      holds: ({ subject: { id, row }, facts }, { committeeMin, committeeMax, branchMin, branchMax }) => {
        const { startedOn, years } = row.attributes
        const body = organizationOn(facts, id, startedOn)
        if (!body || body.attributes.kind === 'temporary-branch') return undefined
        const [min, max] = isCommittee(body) ? [committeeMin, committeeMax] : [branchMin, branchMax]
        return min <= years && years <= max
          ? undefined
          : {
              message: {
                zh: `${startedOn} 开始的任期为 ${years} 年，应为 ${range(min, max, '至')} 年`,
                en: `The term begun on ${startedOn} is for ${years} years, not ${range(min, max, 'to')}.`,
              },
              rows: [body],
            }
      },
    }),
  ],
  texts: [
    {
      id: 'TERM-YEARS',
      title: shortName,
      severity: 'violation',
      citation: {
        zh: '《关于党的基层组织任期的意见》（2018-07-12）',
        en: 'Opinions on the terms of primary Party organizations (任期意见, 2018-07-12)',
      },
      parameters: { committeeMin: 5, committeeMax: 5, branchMin: 3, branchMax: 3 },
      from: reform,
    },
    {
      id: 'TERM-YEARS-OLD',
      title: { zh: '任期年限（2018 年 7 月以前）', en: 'Years of a term (before July 2018)' },
      severity: 'violation',
      citation: {
        zh: '2018-07-12 以前的任期规定（仅据二手材料，未核对原文）',
        en: 'The rules on terms before 2018-07-12 (known from secondary sources only)',
      },
      parameters: { committeeMin: 3, committeeMax: 5, branchMin: 2, branchMax: 3 },
      until: reform,
    },
  ],
})

const isCommittee = ({ attributes: { kind } }: Row<typeof organization>): boolean => kind === 'committee'

const range = (min: number, max: number, to: string): string => (min === max ? String(min) : `${min} ${to} ${max}`)
