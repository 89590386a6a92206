import { defineDimension, type Dimension } from '@taizhang/kernel/define'
import { membership } from '../domain/member/membership.ts'
import { coverage } from '../domain/organization/coverage.ts'
import { organization } from '../domain/organization/organization.ts'
import { headcount } from '../domain/unit/headcount.ts'
import { legalRepresentative } from '../domain/unit/legal-representative.ts'
import { noOrganization } from '../domain/unit/no-organization.ts'
import { responsibility } from '../domain/unit/responsibility.ts'
import { revenue } from '../domain/unit/revenue.ts'
import { unit } from '../domain/unit/unit.ts'

/** What figures can be grouped by, and subjects filtered by. A new dimension is one entry here. */
export const dimensions: readonly Dimension[] = [
  defineDimension({ id: 'town', title: { zh: '乡镇（街道）', en: 'Town' }, of: unit, attribute: 'town' }),
  defineDimension({ id: 'park', title: { zh: '园区', en: 'Park' }, of: unit, attribute: 'park' }),
  defineDimension({ id: 'industry', title: { zh: '行业', en: 'Industry' }, of: unit, attribute: 'industry' }),
  defineDimension({ id: 'unit-kind', title: { zh: '单位类型', en: 'Kind of unit' }, of: unit, attribute: 'kind' }),
  defineDimension({ id: 'unit', title: { zh: '单位', en: 'Unit' }, of: unit, attribute: 'unitId' }),
  defineDimension({ id: 'operating', title: { zh: '在营', en: 'Operating' }, of: unit, attribute: 'operating' }),
  defineDimension({
    id: 'above-designated-size',
    title: { zh: '规模以上', en: 'Above designated size' },
    of: unit,
    attribute: 'aboveDesignatedSize',
  }),
  defineDimension({ id: 'form', title: { zh: '登记类型', en: 'Form' }, of: unit, attribute: 'form' }),
  defineDimension({ id: 'sector', title: { zh: '行业门类', en: 'Sector' }, of: unit, attribute: 'sector' }),
  defineDimension({ id: 'ownership', title: { zh: '所有制', en: 'Ownership' }, of: unit, attribute: 'ownership' }),
  defineDimension({ id: 'control', title: { zh: '控股情况', en: 'Control' }, of: unit, attribute: 'control' }),
  // 50 and 100 employees are what the texts on organizations in enterprises speak of (docs/rulebook.md, ORG-50-100).
  defineDimension({
    id: 'size',
    title: { zh: '从业人员规模', en: 'Size by employees' },
    of: headcount,
    attribute: 'employees',
    bands: [10, 50, 100, 300, 1000],
  }),
  // In fen: two, five, ten and twenty million yuan are limits of designated size (docs/rulebook.md, UNIT-SIZE).
  defineDimension({
    id: 'revenue',
    title: { zh: '年营业收入', en: 'Yearly revenue' },
    of: revenue,
    attribute: 'amountFen',
    bands: [200_000_000, 500_000_000, 1_000_000_000, 2_000_000_000, 10_000_000_000],
  }),
  defineDimension({
    id: 'no-organization',
    title: { zh: '未建原因', en: 'Reason for no organization' },
    of: noOrganization,
    attribute: 'reason',
  }),
  defineDimension({
    id: 'responsible',
    title: { zh: '责任党组织', en: 'Responsible organization' },
    of: responsibility,
    attribute: 'organizationId',
  }),
  defineDimension({
    id: 'representative',
    title: { zh: '法定代表人是党员', en: 'Representative is a member' },
    of: legalRepresentative,
    attribute: 'isMember',
  }),
  defineDimension({
    id: 'coverage',
    title: { zh: '覆盖方式', en: 'Formation that covers' },
    of: coverage,
    attribute: 'formation',
  }),
  defineDimension({
    id: 'organization',
    title: { zh: '党组织', en: 'Organization' },
    of: organization,
    attribute: 'organizationId',
  }),
  defineDimension({
    id: 'organization-kind',
    title: { zh: '党组织类型', en: 'Kind of organization' },
    of: organization,
    attribute: 'kind',
  }),
  defineDimension({
    id: 'formation',
    title: { zh: '组建方式', en: 'Formation' },
    of: organization,
    attribute: 'formation',
  }),
  defineDimension({
    id: 'category',
    title: { zh: '党组织类别', en: 'Category of organization' },
    of: organization,
    attribute: 'category',
  }),
  defineDimension({
    id: 'superior',
    title: { zh: '直接上级党组织', en: 'Superior' },
    of: organization,
    attribute: 'superiorId',
  }),
  defineDimension({
    id: 'superiors',
    title: { zh: '各级上级党组织', en: 'Superiors of every level' },
    of: organization,
    attribute: 'superiorId',
    throughout: true,
  }),
  defineDimension({
    id: 'status',
    title: { zh: '党员状态', en: 'Status of member' },
    of: membership,
    attribute: 'status',
  }),
  defineDimension({
    id: 'member-post',
    title: { zh: '党员岗位', en: 'Post of member' },
    of: membership,
    attribute: 'post',
  }),
  defineDimension({ id: 'investor', title: { zh: '出资人', en: 'Investor' }, of: membership, attribute: 'isInvestor' }),
  defineDimension({ id: 'work', title: { zh: '从事工作', en: 'Work' }, of: membership, attribute: 'work' }),
  defineDimension({
    id: 'employment',
    title: { zh: '专职兼职', en: 'Full or part time' },
    of: membership,
    attribute: 'employment',
  }),
]
