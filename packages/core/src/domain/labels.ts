import type * as z from 'zod'
import type { Words } from '@taizhang/kernel'
import { expectText } from '@taizhang/kernel/internal'
import type * as words from './words.ts'

/** Every word of the domain's closed lists. */
type Listed = {
  [Name in keyof typeof words]: (typeof words)[Name] extends z.ZodEnum ? z.output<(typeof words)[Name]> : never
}[keyof typeof words]

const say = (zh: string, en: string): Words => ({ zh, en })

/** How people say what stands on the wire. A word that is in several lists means the same in all of them. */
export const labels: Readonly<Record<Listed, Words>> = {
  enterprise: say('非公企业', 'enterprise'),
  'social-organization': say('社会组织', 'social organization'),
  none: say('不计入统计', 'counted nowhere'),
  committee: say('党委', 'committee'),
  'general-branch': say('党总支', 'general branch'),
  branch: say('党支部', 'branch'),
  'temporary-branch': say('临时党支部', 'temporary branch'),
  solo: say('单独组建', 'solo'),
  joint: say('联合组建', 'joint'),
  attached: say('挂靠组建', 'attached'),
  functional: say('功能型', 'functional'),
  listed: say('纳入管理的', 'listed'),
  operating: say('在营的', 'operating'),
  'trade-union': say('工会', 'trade union'),
  'youth-league': say('团组织', 'youth league'),
  moved: say('迁出', 'moved away'),
  bankrupt: say('破产', 'bankrupt'),
  deregistered: say('注销', 'deregistered'),
  shell: say('空壳', 'shell'),
  duplicate: say('重复', 'duplicate'),
  'out-of-scope': say('不在管理范围内', 'out of scope'),
  weak: say('作用发挥不好（软弱涣散）', 'weak'),
  relocated: say('搬迁', 'relocated'),
  irregular: say('设置不规范', 'irregular'),
  secretary: say('书记', 'secretary'),
  'deputy-secretary': say('副书记', 'deputy secretary'),
  'committee-member': say('委员', 'committee member'),
  applicant: say('入党申请人', 'applicant'),
  activist: say('入党积极分子', 'activist'),
  'development-target': say('发展对象', 'development target'),
  probationary: say('预备党员', 'probationary'),
  full: say('正式党员', 'full'),
  suspended: say('停止党籍', 'suspended'),
  'middle-or-above': say('中层以上管理人员', 'middle management or above'),
  other: say('其他', 'other'),
  removed: say('除名', 'removed'),
  withdrew: say('退党', 'withdrew'),
  expelled: say('开除党籍', 'expelled'),
  died: say('去世', 'died'),
  instructor: say('指导员', 'instructor'),
  liaison: say('联络员', 'liaison'),
  good: say('好', 'good'),
  fair: say('较好', 'fair'),
  average: say('一般', 'average'),
  poor: say('差', 'poor'),
  performance: say('绩效考评', 'performance appraisal'),
  annual: say('年度考核', 'annual appraisal'),
  'activity-room': say('党员活动室', 'activity room'),
  'service-center': say('党群服务中心', 'service center'),
  station: say('党群驿站', 'station'),
  'responsibility-area': say('党员责任区', 'responsibility area'),
  commando: say('党员突击队', 'commando'),
  'demonstration-post': say('党员示范岗', 'demonstration post'),
  'epidemic-commando': say('党员顶岗突击队', 'epidemic commando'),
  'youth-commando': say('青年突击队', 'youth commando'),
  party: say('党组织和党员', 'Party organizations and members'),
  others: say('其他人员', 'others'),
  district: say('区级', 'district'),
  city: say('市级', 'city'),
  province: say('省级', 'province'),
  national: say('国家级', 'national'),
  exact: say('确数', 'exact'),
  'more-than': say('多', 'more than'),
  'at-least': say('以上', 'at least'),
  about: say('约', 'about'),
  'less-than': say('不足', 'less than'),
  nearly: say('近', 'nearly'),
  'at-most': say('至多', 'at most'),
}

const byValue: ReadonlyMap<string, Words> = new Map(Object.entries(labels))

/** What people call a word of the domain's closed lists; another text stands for itself. */
export function labelOf(value: string): Words {
  expectText(value, 'value')
  return byValue.get(value) ?? { zh: value, en: value }
}
