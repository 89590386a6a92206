import type { Form } from '@taizhang/kernel/define'
import { acts } from './acts.ts'
import { column, coveringRole, marked, serial, told, unitRole, unkept } from './columns.ts'

/** 非公有制经济组织工作台账: one row an enterprise, in three levels of titles. */
export const enterpriseLedger: Form = {
  id: 'enterprise-ledger',
  title: { zh: '非公有制经济组织工作台账', en: 'Work ledger of non-public enterprises' },
  titles: [
    '非公有制经济组织工作台账',
    '填报单位（盖章）：　　　　主要负责人（签字）：　　　　填表日期：　　年　月　日',
  ],
  about: 'unit',
  roles: {
    unit: { ...unitRole, only: { kind: 'enterprise' }, otherwise: { kind: 'enterprise' } },
    organization: coveringRole('enterprise'),
  },
  acts,
  columns: [
    serial(),
    column('企业座落地/园区', 'text', 'unit.park'),
    unkept('企业座落地/楼宇'),
    unkept('企业座落地/其他'),
    unkept('园区级别（国家级、市级、区级及以下）'),
    unkept('是否为亿元楼宇（是、否）'),
    unkept('所在园区、商务楼宇名称'),
    column('企业基本情况/企业名称', 'text', 'unit.name', { also: ['单位名称'] }),
    column('企业基本情况/统一社会信用代码', 'credit-code', 'unit.creditCode'),
    unkept('企业基本情况/企业注册地'),
    column('企业基本情况/企业经营地', 'text', 'unit.town'),
    unkept('企业基本情况/联系电话'),
    ...marked('企业基本情况/企业类型', 'unit.ownership', {
      私营企业: 'private',
      港澳台商投资企业: 'hk-macau-taiwan',
      外商投资企业: 'foreign',
    }),
    unkept('企业基本情况/年营业收入（万元）'),
    column('企业基本情况/从业人员数量（名）', 'whole', 'headcount.employees'),
    column('企业基本情况/是否规模以上企业（是、否）', 'yes-no', 'unit.aboveDesignatedSize'),
    unkept('企业出资人情况/企业出资人姓名'),
    unkept('企业出资人情况/是否是党员'),
    unkept('企业出资人情况/是否兼任党组织书记'),
    unkept('企业出资人情况/是否担任区县级以上（含区县）“两代表一委员”'),
    column('党组织设置情况/党组织名称', 'name', 'organization.name'),
    unkept('党组织设置情况/是否建立党组织'),
    column('党组织设置情况/党组织成立时间', 'day', 'organization.from'),
    ...marked('党组织设置情况/党组织组建形式', 'organization.formation', {
      单独建立: 'solo',
      联合建立: 'joint',
      网格建立: 'attached',
    }),
    ...marked('党组织设置情况/党组织类别', 'organization.kind', {
      党支部: 'branch',
      党总支: 'general-branch',
      党委: 'committee',
    }),
    ...marked('党组织设置情况/未建立党组织原因', 'noOrganization.reason', {
      没有党员: 'no-members',
      企业出资人不支持: 'owner-unwilling',
      上级党组织未及时指导: 'other',
    }),
    unkept('党组织设置情况/未建立党组织原因/其他原因'),
    unkept('党组织设置情况/未建党组织的是否选派党建工作指导员、联络员'),
    column('党组织书记情况/党组织书记姓名', 'person', 'office[secretary]'),
    ...['出资人担任', '中层管理人员担任', '上级党组织选派', '其他人员担任'].map((one) =>
      unkept(`党组织书记情况/来源/${one}`),
    ),
    unkept('党务工作者队伍情况/企业党务工作者人数'),
    unkept('党务工作者队伍情况/专职人数'),
    told('党员队伍建设情况/组织关系在非公企业的党员总数', 'units', 'members'),
    ...['35岁以下人数', '中层管理人员人数', '中高级专业技术人员人数', '生产经营一线职工人数'].map((one) =>
      unkept(`党员队伍建设情况/${one}`),
    ),
    ...['组织关系不在非公企业的党员总数', '农村党员数', '近3年新发展党员数', '近3年处置不合格党员数'].map((one) =>
      unkept(`党员队伍建设情况/${one}`),
    ),
    ...['是否每年对党员轮训一遍', '党员是否按时足额主动交纳党费'].map((one) => unkept(`党员队伍建设情况/${one}`)),
    column('群团部门设置情况/是否健全群团组织/工会', 'yes-no', 'massOrganization[trade-union]'),
    column('群团部门设置情况/是否健全群团组织/共青团', 'yes-no', 'massOrganization[youth-league]'),
    column('群团部门设置情况/是否健全群团组织/妇联', 'yes-no', 'massOrganization[womens-federation]'),
    ...['是否有单独活动场所', '使用面积', '党建工作经费是否纳入企业管理费年度预算'].map((one) =>
      unkept(`基础保障情况/${one}`),
    ),
    ...[
      '是否按规定开展“三会一课”',
      '是否按规定每年开展民主评议党员',
      '是否按规定每年开展党员党性分析',
      '党组织是否按规定进行换届',
    ].map((one) => unkept(`落实相关制度情况/${one}`)),
  ],
}
