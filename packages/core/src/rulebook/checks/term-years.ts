import type * as z from 'zod'
import type { organization } from '../../domain/organization/organization.ts'
import type { Row } from '@taizhang/kernel'
import { organizationOn, terms } from '../around.ts'
import { defineCheck } from '../define-check.ts'
import type { checkParameters } from '../parameters.ts'

const shortName = { zh: '任期年限', en: 'Years of a term' }
const old = { zh: '任期年限（2018 年 7 月以前）', en: 'Years of a term (before July 2018)' }
/** The constitution as the nineteenth congress amended it, and the opinions that fill it in. */
const congress = '2017-10-24'
const reform = '2018-07-12'

/** 任期年限. Judged by the text of the day on which the term began: one begun under the earlier rules runs to its end. */
export const termYears = defineCheck({
  id: 'TERM-YEARS',
  says: ({ committeeMin, committeeMax, branchMin, branchMax, villageYears, isUsual }) => ({
    zh: `党委每届任期${isUsual ? '一般' : ''} ${range(committeeMin, committeeMax, '至')} 年，党总支、党支部${isUsual ? '一般' : ''} ${range(branchMin, branchMax, '至')} 年${villageYears === undefined ? '' : `；村、社区党组织 ${villageYears} 年`}`,
    en: `A committee's term is ${isUsual ? 'usually ' : ''}${range(committeeMin, committeeMax, 'to')} years, that of a general branch or a branch ${range(branchMin, branchMax, 'to')}${villageYears === undefined ? '' : `; in a village or community ${villageYears}`}.`,
  }),
  next: {
    zh: '核对任期年限：记错的更正该记录；确属规定以外的，届满前按规定年限换届',
    en: 'Check the years: correct the event where they were recorded wrongly, else renew in time as the rule has it.',
  },
  looks: (look) => [
    look({
      subjects: terms,
      judgedOn: ({ row }) => row.attributes.startedOn,
      holds: ({ subject: { id, row }, facts }, numbers) => {
        const { startedOn, years } = row.attributes
        const body = organizationOn(facts, id, startedOn)
        if (!body || body.attributes.kind === 'temporary-branch') return undefined
        const { min, max, isUsual, village } = yearsOf(body, numbers)
        if ((min <= years && years <= max && village === undefined) || years === village) return undefined
        const [zh, en] =
          village === undefined
            ? ['', '']
            : [`；村、社区的为 ${village} 年`, ` In a village or community it is ${village}.`]
        return {
          ...(isUsual ? { severity: 'warning' } : {}),
          message: {
            zh: `${startedOn} 开始的任期为 ${years} 年，${isUsual ? '一般' : '应'}为 ${range(min, max, '至')} 年${zh}`,
            en: `The term begun on ${startedOn} is for ${years} years; ${isUsual ? 'usual are' : 'the rule has'} ${range(min, max, 'to')}.${en}`,
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
      severity: 'warning',
      citation: {
        zh: '《关于党的基层组织任期的意见》（2018-07-12）第一条：基层委员会一般 5 年，总支部、支部委员会一般 3 年（“一般”，不同的为警示）；其中村和社区的为 5 年（没有“一般”）；《中国共产党支部工作条例（试行）》（2018-10-28）第二十一条同。印发前已换届的，原则上从本届届满后执行。类别为不计入统计的，可能是村、社区，也可能是机关等，台账没有区分：5 年的无问题，其他的为警示',
        en: 'Opinions on the terms of primary Party organizations (任期意见, 2018-07-12), 1: committees usually (一般) 5 years, general branches and branches usually 3, so others are a warning; in villages and communities 5, without “usually”; branch regulations (支部工作条例, 2018-10-28), art. 21, likewise. A term begun before in principle runs to its end. Organizations of category `none` may be those of villages and communities, or of offices, which the book does not tell apart: 5 years are right, others a warning',
      },
      parameters: { committeeMin: 5, committeeMax: 5, branchMin: 3, branchMax: 3, villageYears: 5, isUsual: true },
      from: reform,
    },
    {
      id: 'TERM-YEARS-OLD',
      title: old,
      severity: 'violation',
      citation: {
        zh: '《中国共产党章程》（2007、2012 年修改）第三十条：基层委员会每届三年至五年，总支部、支部委员会两年或三年。更早的文本只见于转述（总支部、支部委员会同），一并按此判断',
        en: 'Party constitution (2007, 2012), art. 30: committees three to five years, general branches and branches two or three. Earlier editions were seen in accounts of them only (the same for branches), and are judged by this one',
      },
      parameters: { committeeMin: 3, committeeMax: 5, branchMin: 2, branchMax: 3 },
      until: congress,
    },
    {
      id: 'TERM-YEARS-OLD',
      title: old,
      severity: 'violation',
      citation: {
        zh: '《中国共产党章程》（2017-10-24 修改）第三十一条：基层委员会、总支部委员会、支部委员会每届任期三年至五年',
        en: 'Party constitution (2017-10-24), art. 31: three to five years for committees, general branches and branches',
      },
      parameters: { committeeMin: 3, committeeMax: 5, branchMin: 3, branchMax: 5 },
      from: congress,
      until: reform,
    },
  ],
})

/**
 * How many years a body has, and whether the text says “usually”. Villages and communities stand in the book under `none`, but so do offices: of one
 * of these nobody can say that it breaks the rule.
 */
function yearsOf(
  { attributes: { kind, category } }: Row<typeof organization>,
  { committeeMin, committeeMax, branchMin, branchMax, villageYears, isUsual = false }: Numbers,
): { readonly min: number; readonly max: number; readonly isUsual: boolean; readonly village?: number } {
  const village = category === 'none' && villageYears !== undefined ? { village: villageYears, isUsual: true } : {}
  return kind === 'committee'
    ? { min: committeeMin, max: committeeMax, isUsual, ...village }
    : { min: branchMin, max: branchMax, isUsual, ...village }
}

type Numbers = z.output<(typeof checkParameters)['TERM-YEARS']>

const range = (min: number, max: number, to: string): string => (min === max ? String(min) : `${min} ${to} ${max}`)
