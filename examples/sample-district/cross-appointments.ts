import { draft, plusDays } from '@taizhang/core'
import { dayBetween, later, lastDay, openingDay } from './days.ts'
import type { Deed } from './desk.ts'
import { randomOf } from './random.ts'
import type { Terms } from './terms.ts'

const companyPosts = [
  '副总经理',
  '行政总监',
  '办公室主任',
  '人力资源部经理',
  '生产部经理',
  '车间主任',
  '工会主席',
  '财务总监',
]
const societyPosts = ['副理事长', '秘书长', '园长', '副园长', '中心主任']

/** 双向进入、交叉任职: most secretaries hold a post in management too; the longer the book goes on, the more. */
export function crossAppointmentDeeds({ tenures }: Terms): readonly Deed[] {
  const random = randomOf('cross-appointments')
  return tenures.flatMap(({ organization, person, from, to }): Deed[] => {
    const { id: organizationId, category, town, ends, filedOn } = organization
    const inEnterprise = category === 'enterprise'
    if (!random.chance(inEnterprise ? 0.78 : 0.66)) return []
    const on = dayBetween(random, later(plusDays(from, 12), '2012-09-03'), later(plusDays(from, 100), '2018-12-20'))
    if (on >= (to ?? ends?.on ?? lastDay) || from < openingDay) return []
    const companyPost = random.pick(inEnterprise ? companyPosts : societyPosts)
    const key = { organizationId, personId: person.id }
    const data = { ...key, partyPost: '书记', companyPost, isCoreStaff: random.chance(0.92) }
    const made: Deed = {
      on,
      // The book has to know the organization first.
      ...(filedOn === undefined ? {} : { complete: later(on, filedOn) }),
      actor: town.clerk,
      drafts: [draft('CrossAppointmentMade', on, data)],
    }
    if (to === undefined || (ends && ends.on <= to)) return [made]
    return [made, { on: to, actor: town.clerk, drafts: [draft('CrossAppointmentEnded', to, key)] }]
  })
}
