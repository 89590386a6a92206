import type { Form } from '@taizhang/kernel/define'
import { acts } from './acts.ts'
import { column, coveringRole, marked, serial, told, unitRole, unkept } from './columns.ts'

const each = (above: string, ...titles: readonly string[]) => titles.map((title) => unkept(`${above}/${title}`))

/** 社会组织（民办学校）党组织工作台账: one row a social organization. */
export const socialLedger: Form = {
  id: 'social-ledger',
  title: { zh: '社会组织党组织工作台账', en: 'Work ledger of social organizations' },
  titles: ['社会组织党组织工作台账', '填报单位（盖章）：　　　　主要负责人（签字）：　　　　填表日期：　　年　月　日'],
  about: 'unit',
  roles: {
    unit: { ...unitRole, only: { kind: 'social-organization' }, otherwise: { kind: 'social-organization' } },
    organization: coveringRole('social-organization'),
  },
  acts,
  columns: [
    serial(),
    column('社会组织基本情况/社会组织名称', 'text', 'unit.name', { also: ['单位名称'] }),
    column('社会组织基本情况/统一社会信用代码', 'credit-code', 'unit.creditCode'),
    column('社会组织基本情况/社会组织性质', 'word', 'unit.form', {
      spellings: { 民办非企业: 'private-non-enterprise', 社会服务机构: 'private-non-enterprise', 社团: 'social-group' },
    }),
    ...each('社会组织基本情况', '社会组织类别', '登记机构', '业务主管单位'),
    column('社会组织基本情况/住地', 'text', 'unit.town'),
    ...each('社会组织基本情况/年检结果', '合格', '基本合格', '不合格', '未参检'),
    column('社会组织基本情况/从业人员情况/总数', 'whole', 'headcount.employees'),
    ...each('社会组织基本情况/从业人员情况', '专职人员（人）', '兼职人员（人）', '中共党员（人）'),
    ...each(
      '社会组织基本情况/负责人情况',
      '是否党员',
      '是否兼任党组织书记',
      '是否担任区县级以上（含区县）“两代表一委员”',
    ),
    unkept('党组织设置情况/是否成立党组织'),
    ...marked('党组织设置情况/未成立党组织原因', 'noOrganization.reason', {
      没有党员: 'no-members',
      社会组织负责人不支持: 'owner-unwilling',
      上级党组织未及时指导: 'other',
    }),
    unkept('党组织设置情况/未成立党组织原因/其他'),
    column('党组织设置情况/党组织成立时间', 'day', 'organization.from'),
    column('党组织设置情况/上次换届时间', 'day', 'term.startedOn'),
    column('党组织设置情况/党组织名称', 'name', 'organization.name'),
    ...each('党组织设置情况', '党组织联系电话', '选派党建工作指导员或联络员（人）'),
    ...each('党组织设置情况/党组织组建形式', '在会员中建', '在理事会中建', '在业务主管部门联合建', '其他'),
    ...marked('党组织设置情况/党组织类别', 'organization.kind', {
      党支部: 'branch',
      党总支: 'general-branch',
      党委: 'committee',
    }),
    ...each('党组织设置情况/党组织类别', '联合党支部', '联合党支部覆盖社会组织数量（个）'),
    column('党组织设置情况/上级党组织名称', 'name', 'organization.superiorId'),
    column('党务工作者队伍建设/书记/姓名', 'person', 'office[secretary]'),
    told('党员队伍建设情况/纳入社会组织党组织管理的党员总数', 'organizations', 'members'),
    ...each('党员队伍建设情况', '近3年新发展党员数（人）', '近3年处置不合格党员数（人）', '是否每年对党员轮训一遍'),
    ...each('落实相关制度情况', '每季度召开党员大会（次）', '每月召开支部委员会（次）', '每年组织党员听党课（次）'),
  ],
}
