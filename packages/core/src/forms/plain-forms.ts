import type { Form } from '@taizhang/kernel/define'
import { acts } from './acts.ts'
import {
  column,
  coveringRole,
  formationSpellings,
  kindSpellings,
  organizationRole,
  serial,
  told,
  unitRole,
} from './columns.ts'

/** Our own: units with the organization that covers each. */
export const unitsForm: Form = {
  id: 'units',
  title: { zh: '单位台账', en: 'Units' },
  titles: ['单位台账'],
  about: 'unit',
  roles: {
    unit: { ...unitRole, otherwise: { kind: 'enterprise' } },
    organization: coveringRole('enterprise'),
  },
  acts,
  columns: [
    serial(),
    column('单位名称', 'text', 'unit.name', { also: ['企业名称', '社会组织名称', '名称'] }),
    column('统一社会信用代码', 'credit-code', 'unit.creditCode', { also: ['信用代码', '社会信用代码'] }),
    column('单位类型', 'word', 'unit.kind', { spellings: { 企业: 'enterprise', 非公有制企业: 'enterprise' } }),
    column('乡镇（街道）', 'text', 'unit.town', { also: ['乡镇', '街道', '镇街', '所属乡镇'] }),
    column('园区', 'text', 'unit.park', { also: ['所在园区'] }),
    column('行业', 'text', 'unit.industry', { also: ['所属行业'] }),
    column('在营', 'yes-no', 'unit.operating', { also: ['是否在营', '是否正常经营'] }),
    column('规模以上', 'yes-no', 'unit.aboveDesignatedSize', { also: ['是否规模以上', '是否规模以上企业'] }),
    column('从业人员数', 'whole', 'headcount.employees', { also: ['从业人员数量', '职工人数', '从业人数'] }),
    column('工会', 'yes-no', 'massOrganization[trade-union]'),
    column('共青团', 'yes-no', 'massOrganization[youth-league]', { also: ['团组织'] }),
    column('妇联', 'yes-no', 'massOrganization[womens-federation]'),
    column('党组织名称', 'name', 'organization.name', { also: ['党组织', '覆盖的党组织', '所属党组织'] }),
    column('党组织类别', 'word', 'organization.kind', { spellings: kindSpellings }),
    column('组建方式', 'word', 'organization.formation', { spellings: formationSpellings, also: ['组建形式'] }),
    column('成立时间', 'day', 'organization.from', { also: ['党组织成立时间'] }),
    column('本届任期开始', 'day', 'term.startedOn', { also: ['上次换届时间', '最近换届时间'] }),
    column('任期年限', 'years', 'term.years', { also: ['任期'] }),
    column('书记', 'person', 'office[secretary]', { also: ['党组织书记', '书记姓名'] }),
    told('党员总数', 'organizations', 'members'),
  ],
}

/** Our own: organizations with their superiors. */
export const organizationsForm: Form = {
  id: 'organizations',
  title: { zh: '党组织台账', en: 'Organizations' },
  titles: ['党组织台账'],
  about: 'organization',
  roles: {
    organization: {
      ...organizationRole,
      otherwise: { kind: 'branch', formation: 'solo', category: 'none', unitIds: [] },
    },
  },
  acts,
  columns: [
    serial(),
    column('党组织名称', 'text', 'organization.name', { also: ['党组织全称'] }),
    column('党组织代码', 'code', 'organization.code'),
    column('党组织类别', 'word', 'organization.kind', { spellings: kindSpellings }),
    column('组建方式', 'word', 'organization.formation', { spellings: formationSpellings, also: ['组建形式'] }),
    column('统计类别', 'word', 'organization.category'),
    column('上级党组织', 'name', 'organization.superiorId', { also: ['上级党组织名称'] }),
    column('成立时间', 'day', 'organization.from', { also: ['党组织成立时间'] }),
    told('党员总数', 'organizations', 'members'),
  ],
}

/** Our own: the terms of organizations, with who holds the first posts. */
export const termsForm: Form = {
  id: 'terms',
  title: { zh: '换届台账', en: 'Terms' },
  titles: ['换届台账'],
  about: 'organization',
  roles: {
    organization: {
      ...organizationRole,
      otherwise: { kind: 'branch', formation: 'solo', category: 'none', unitIds: [] },
    },
  },
  acts,
  columns: [
    serial(),
    column('党组织名称', 'text', 'organization.name', { also: ['党组织全称'] }),
    column('本届任期开始', 'day', 'term.startedOn', { also: ['上次换届时间', '最近换届时间', '换届时间'] }),
    column('任期年限', 'years', 'term.years', { also: ['任期'] }),
    column('书记', 'person', 'office[secretary]', { also: ['党组织书记', '书记姓名'] }),
    column('副书记', 'person', 'office[deputy-secretary]'),
  ],
}

/** Our own: members with their organization. */
export const membersForm: Form = {
  id: 'members',
  title: { zh: '党员台账', en: 'Members' },
  titles: ['党员台账'],
  about: 'member',
  roles: {
    member: {
      title: { zh: '党员', en: 'member' },
      relation: 'membership',
      by: [],
      isPerson: true,
      otherwise: { status: 'full' },
    },
  },
  acts,
  columns: [
    serial(),
    column('姓名', 'person', 'membership.id', { also: ['党员姓名'] }),
    column('出生日期', 'day', 'membership.bornOn', { also: ['出生年月'] }),
    column('所在党组织', 'name', 'membership.organizationId', { also: ['所在党支部', '所属党支部'] }),
    column('党员状态', 'word', 'membership.status', { spellings: { 正式: 'full', 预备: 'probationary' } }),
    column('入党时间', 'day', 'membership.joinedOn', { also: ['入党日期'] }),
    column('岗位', 'word', 'membership.post', { spellings: { 中层管理人员: 'middle-or-above' } }),
    column('出资人', 'yes-no', 'membership.isInvestor', { also: ['是否出资人'] }),
  ],
}
