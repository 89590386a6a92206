import { draft, plusDays, type CivilDate, type DataOf } from '@taizhang/core'
import { dayBetween } from './days.ts'
import type { Deed } from './desk.ts'
import type { District } from './district.ts'
import { workCommitteeDocument } from './documents.ts'
import { doing, exactly, moreThan, returned } from './doings.ts'
import { districtClerk, parkCommitteeId, towns } from './places-and-names.ts'
import { apportioned, randomOf } from './random.ts'
import { standingOn, unitsStandingOn } from './standing.ts'

/** 完善机制: reviews, interviews, leaders who look after firms, and what was done for firms. */
export const responsibilityDeeds = (district: District): readonly Deed[] => [
  ...reviews(district),
  ...interviews(),
  ...leaderLinks(district),
  ...workMeetings(),
  ...policiesGranted(),
  ...problemsResolved(),
]

/** 双述双评 and 年度考核, each December; the four larger systems are appraised for performance in summer too. */
function reviews(district: District): readonly Deed[] {
  const random = randomOf('reviews')
  const { group, upgraded, old, general } = district.systems
  return [2018, 2019, 2020, 2021].flatMap((year): Deed[] => {
    const first: CivilDate = `${year}-12-03`
    const yearly = standingOn(district, first).map(({ id: organizationId, town }): Deed => {
      const on = dayBetween(random, first, `${year}-12-20`)
      const score = random.int(740, 985) / 10
      const grade = score >= 90 ? 'good' : score >= 80 ? 'fair' : 'average'
      return {
        on,
        return: `考评 ${town.clerk}`,
        actor: town.clerk,
        drafts: [
          draft('DualReviewHeld', on, { organizationId, grade }),
          draft('AppraisalScored', on, { organizationId, kind: 'annual', score }),
        ],
      }
    })
    const there = [group, upgraded, old, general].map(({ head }) => head).filter(({ foundedOn }) => foundedOn < first)
    const on = dayBetween(random, `${year}-06-15`, `${year}-06-25`)
    const performance = there
      .filter(({ foundedOn }) => foundedOn < on)
      .map(({ id: organizationId }) =>
        draft('AppraisalScored', on, { organizationId, kind: 'performance', score: random.int(8200, 9750) / 100 }),
      )
    return [...yearly, { on, actor: districtClerk, drafts: performance }]
  })
}

const issues = ['入园企业应建未建', '党支部未按期换届', '党费收缴不及时', '党建指导员到岗不足', '台账更新不及时']

/** 园区党建工作约谈: nine by the report's day; one has run past its deadline then, one is not due yet. */
function interviews(): readonly Deed[] {
  const random = randomOf('interviews')
  const held: readonly CivilDate[] = [
    '2018-05-23',
    '2018-11-14',
    '2019-04-17',
    '2019-09-25',
    '2020-03-18',
    '2020-07-22',
    '2020-11-11',
    '2021-03-10',
    '2021-05-26',
    '2021-10-20',
  ]
  return held.flatMap((on, index): Deed[] => {
    const interviewId = `interview-${on.slice(0, 7)}`
    const target = index % 3 === 0 ? parkCommitteeId : (towns[index % towns.length]?.committeeId ?? parkCommitteeId)
    const deadline = plusDays(on, 92)
    const data = { interviewId, target, issue: issues[index % issues.length] ?? '', deadline }
    const actor = districtClerk
    const evidence = workCommitteeDocument(on)
    const opened: Deed = { on, actor, drafts: [draft('InterviewHeld', on, data, { evidence })] }
    // That of March 2021 was followed up in July, a month late; the last one is still open at the end.
    const followed = on === '2021-03-10' ? '2021-07-14' : dayBetween(random, plusDays(on, 40), plusDays(on, 85))
    if (followed > '2021-12-20') return [opened]
    const outcome = '已落实，予以销号'
    return [opened, { on: followed, actor, drafts: [draft('InterviewFollowedUp', followed, { interviewId, outcome })] }]
  })
}

const departments = [
  '区发改局',
  '区工信局',
  '区自然资源局',
  '区人社局',
  '区商务局',
  '区市场监管局',
  '区税务局',
  '区金融办',
]

/** 区级领导、科局挂钩帮扶企业: eight leaders with five firms each since 2018; two left, and others took over. */
function leaderLinks(district: District): readonly Deed[] {
  const random = randomOf('leader links')
  const firms = random.shuffled(unitsStandingOn(district, '2018-03-05', 'enterprise')).slice(0, 40)
  const leaders = departments.map((department) => ({ leaderId: `l-${random.hex(6)}`, department }))
  const link = (on: CivilDate, unitId: string, at: number, leaderId = leaders[at]?.leaderId ?? '') =>
    draft('LeaderLinked', on, { unitId, leaderId, department: departments[at] ?? '' })
  const began = returned(
    districtClerk,
    '挂钩',
    '2018-03-05',
    firms.map(({ id }, index) => link('2018-03-05', id, index % leaders.length)),
  )
  const changes = [1, 4].map((at, turn): Deed => {
    const on = ['2019-11-18', '2020-12-14'][turn] ?? ''
    const old = leaders[at]?.leaderId ?? ''
    const successor = `l-${random.hex(6)}`
    const theirs = firms.filter((_, index) => index % leaders.length === at)
    return returned(
      districtClerk,
      '挂钩',
      on,
      theirs.flatMap(({ id: unitId }) => [
        draft('LeaderUnlinked', on, { unitId, leaderId: old }),
        link(on, unitId, at, successor),
      ]),
    )
  })
  return [began, ...changes]
}

/** 定期研究: each quarter. */
const workMeetings = (): readonly Deed[] =>
  [2018, 2019, 2020, 2021].flatMap((year) =>
    ['03-15', '06-14', '09-13', '12-12'].map((day) => doing(`${year}-${day}`, 'work-meeting', exactly(1))),
  )

type Policy = NonNullable<DataOf<'ActivityRecorded'>['policy']>

/** 惠企政策: so many of each in every half-year. */
function policiesGranted(): readonly Deed[] {
  const random = randomOf('policies')
  const usual: Readonly<Record<Policy, number>> = {
    'project-approval': 6,
    'land-use': 3,
    'finance-and-labour': 18,
    'market-expansion': 9,
    certificates: 12,
    awards: 7,
  }
  return [2018, 2019, 2020, 2021].flatMap((year) =>
    ['06-22', '12-21'].flatMap((day) =>
      Object.entries(usual).map(([policy, count]) =>
        doing(`${year}-${day}`, 'policy-granted', exactly(count + random.int(-2, 3)), { policy: policy as Policy }),
      ),
    ),
  )
}

/** 帮助企业解决困难问题 1000 多个: counted one by one since 2019; before, there were more than 280. */
function problemsResolved(): readonly Deed[] {
  const days = ['2019-06-27', '2019-12-26', '2020-06-24', '2020-12-24', '2021-06-24']
  const counts = apportioned(720, [12, 15, 19, 16, 14])
  return [
    doing('2018-12-26', 'problem-resolved', moreThan(280)),
    ...days.map((on, index) => doing(on, 'problem-resolved', exactly(counts[index] ?? 0))),
    doing('2021-12-23', 'problem-resolved', exactly(168)),
  ]
}
