import { revenue } from '../../domain/unit/revenue.ts'
import { units } from '../around.ts'
import { defineCheck } from '../define-check.ts'

const fenOfTenThousandYuan = 1_000_000

type Limits = Partial<
  Record<'industrial' | 'wholesale' | 'retail' | 'lodging' | 'transport' | 'business' | 'personal', number | undefined>
>

/** By sector; construction goes by its qualification, and every developer of real estate is above. */
const limitsOf = ({ industrial, wholesale, retail, lodging, transport, business, personal }: Limits) => {
  const limits: Readonly<Record<string, number | undefined>> = {
    industrial,
    wholesale,
    retail,
    'lodging-catering': lodging,
    'transport-information': transport,
    'business-services': business,
    'personal-services': personal,
  }
  return limits
}

/** 规模以上与年营业收入不符. */
export const unitSize = defineCheck({
  id: 'UNIT-SIZE',
  says: ({ industrial, wholesale, retail, lodging, transport, business, personal }) => {
    const services = {
      zh: transport === undefined ? '' : `，服务业按门类 ${transport} 万元、${business} 万元、${personal} 万元`,
      en: transport === undefined ? '' : `, services by their kind ${transport}, ${business} and ${personal}`,
    }
    return {
      zh: `规模以上（限额以上）按年营业收入：工业 ${industrial} 万元、批发业 ${wholesale} 万元、零售业 ${retail} 万元、住宿和餐饮业 ${lodging} 万元以上${services.zh}`,
      en: `Above designated size by yearly revenue, in ten thousand yuan: industry ${industrial}, wholesale ${wholesale}, retail ${retail}, lodging and catering ${lodging} or more${services.en}.`,
    }
  },
  next: {
    zh: '核对年营业收入和是否规模以上，更正有误的一项；统计部门已纳入或者尚未纳入的，以统计部门为准',
    en: 'Check the revenue and whether the unit is above designated size; the statistics office decides.',
  },
  looks: (look) => [
    look({
      subjects: units,
      near: { revenues: (facts, { id }) => facts.where(revenue, 'unitId', id) },
      holds: ({ subject: { row }, revenues: [last] }, parameters) => {
        const { sector, aboveDesignatedSize } = row.attributes
        const limit = sector && limitsOf(parameters)[sector]
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
        zh: '国家统计局关于规模以上工业（2011 年起主营业务收入 2000 万元）和限额以上批发、零售、住宿和餐饮业（2000 万、500 万、200 万元）的统计范围，据统计部门网站的答问，没有见到制度原文；服务业此时还看从业人员数，不判断',
        en: 'The statistics office’s limits: industry 20 million yuan since 2011, wholesale 20, retail 5, lodging and catering 2 million, after answers on the sites of statistics offices; the rules themselves were not seen. Services also went by their staff then, and are not judged',
      },
      parameters: { industrial: 2000, wholesale: 2000, retail: 500, lodging: 200 },
      from: '2011-01-01',
      until: '2020-01-01',
    },
    {
      id: 'UNIT-SIZE',
      title: { zh: '规模以上与营业收入不符', en: 'Designated size and revenue' },
      severity: 'notice',
      citation: {
        zh: '国家统计局的统计范围，服务业 2020 年起只看年营业收入（国统字〔2019〕101 号）：交通运输、信息传输、水利环境、卫生 2000 万元，租赁商务、科研、教育、物业管理等 1000 万元，居民服务、文化体育娱乐、社会工作 500 万元。据统计部门网站的答问，没有见到制度原文；建筑业看资质，房地产开发全部计入，不判断',
        en: 'The statistics office’s limits; since 2020 services go by revenue alone (国统字〔2019〕101号): transport, information, water, environment and health 20 million yuan, leasing, business, research, education and property management 10, personal services, culture, sports and social work 5 million. After answers on the sites of statistics offices; the rules themselves were not seen. Construction goes by qualification, and every developer counts: not judged',
      },
      parameters: {
        industrial: 2000,
        wholesale: 2000,
        retail: 500,
        lodging: 200,
        transport: 2000,
        business: 1000,
        personal: 500,
      },
      from: '2020-01-01',
    },
  ],
})
