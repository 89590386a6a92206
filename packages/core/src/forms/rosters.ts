import type { Form } from '@taizhang/kernel/define'
import { acts } from './acts.ts'
import { column, marked, unkept } from './columns.ts'

const roles: Form['roles'] = {
  member: {
    title: { zh: '党员', en: 'member' },
    relation: 'membership',
    by: [],
    isPerson: true,
    otherwise: { status: 'full' },
  },
}

/** 党员名册: one row a member, of one organization; which one, `--organization` says, or a column. */
export const memberRoster: Form = {
  id: 'member-roster',
  title: { zh: '党员名册', en: 'Roster of members' },
  titles: [],
  about: 'member',
  roles,
  acts,
  columns: [
    column('姓名', 'person', 'membership.id'),
    unkept('性别'),
    column('出生日期', 'day', 'membership.bornOn', { also: ['出生年月'] }),
    unkept('学历'),
    unkept('转入类型'),
    column('所在党支部', 'name', 'membership.organizationId', { also: ['所在党组织'] }),
    unkept('组织关系在非公企业'),
    ...marked('岗位', 'membership.post', { 中层管理人员: 'middle-or-above' }),
    ...marked('工作', 'membership.work', { 中高级专业技术人员: 'professional', 生产经营一线职工: 'skilled-worker' }),
    unkept('组织关系不在非公企业'),
    unkept('农村党员'),
    unkept('是否纳入社会组织党组织管理'),
    unkept('是否组织关系在社会组织党组织'),
  ],
}
