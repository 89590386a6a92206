import { revenue } from '../../domain/unit/revenue.ts'
import { units } from '../around.ts'
import { defineCheck } from '../define-check.ts'

const fenOfTenThousandYuan = 1_000_000

/** 规模以上与年营业收入不符. */
export const unitSize = defineCheck({
  id: 'UNIT-SIZE',
  says: ({ industrial, wholesale, retail, lodging }) => ({
    zh: `规模以上（限额以上）按年营业收入：工业 ${industrial} 万元、批发业 ${wholesale} 万元、零售业 ${retail} 万元、住宿和餐饮业 ${lodging} 万元以上`,
    en: `Above designated size by yearly revenue, in ten thousand yuan: industry ${industrial}, wholesale ${wholesale}, retail ${retail}, lodging and catering ${lodging} or more.`,
  }),
  next: {
    zh: '核对年营业收入和是否规模以上，更正有误的一项；统计部门已纳入或者尚未纳入的，以统计部门为准',
    en: 'Check the revenue and whether the unit is above designated size; the statistics office decides.',
  },
  looks: (look) => [
    look({
      subjects: units,
      near: { revenues: (facts, { id }) => facts.where(revenue, 'unitId', id) },
      holds: ({ subject: { row }, revenues: [last] }, { industrial, wholesale, retail, lodging }) => {
        const { sector, aboveDesignatedSize } = row.attributes
        const limits: Readonly<Record<string, number>> = { industrial, wholesale, retail, 'lodging-catering': lodging }
        const limit = sector === undefined ? undefined : limits[sector]
        if (!last || limit === undefined) return undefined
        const isAbove = last.attributes.amountFen >= limit * fenOfTenThousandYuan
        if (isAbove === aboveDesignatedSize) return undefined
        return {
          message: {
            zh: `${last.attributes.year} 年营业收入${isAbove ? '达到' : '不足'} ${limit} 万元，台账记为${aboveDesignatedSize ? '规模以上' : '规模以下'}`,
            en: `The revenue of ${last.attributes.year} is ${isAbove ? 'at least' : 'below'} ${limit * 10_000} yuan, but the book has the unit ${aboveDesignatedSize ? 'above' : 'below'} designated size.`,
          },
          rows: [last],
        }
      },
    }),
  ],
  texts: [
    {
      id: 'UNIT-SIZE',
      title: { zh: '规模以上与营业收入不符', en: 'Designated size and revenue' },
      severity: 'notice',
      citation: {
        zh: '国家统计局关于规模以上工业（2011 年起主营业务收入 2000 万元）和限额以上批发、零售、住宿和餐饮业（2000 万、500 万、200 万元）的统计范围；服务业按行业另有标准，不判断（未与原文核对）',
        en: 'The statistics office’s limits: industry 20 million yuan since 2011, wholesale 20, retail 5, lodging and catering 2 million; services have others and are not judged (not checked against the texts)',
      },
      parameters: { industrial: 2000, wholesale: 2000, retail: 500, lodging: 200 },
      from: '2011-01-01',
    },
  ],
})
