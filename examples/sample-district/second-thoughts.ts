import { type CivilDate, type Draft, draft, type Ledger, plusDays } from '@taizhang/core'
import { workday } from './days.ts'
import type { Deed } from './desk.ts'
import type { District } from './district.ts'
import type { People } from './person.ts'

/** One event that was filed wrong and put right later. */
interface Mistake {
  readonly is: (one: Draft) => boolean
  readonly wrong: (one: Draft) => Draft
  readonly correctedOn: CivilDate
  readonly reason: string
}

/** What clerks got wrong, filed late or took back. The other deeds say how it was; this makes of them what was filed. */
export function withSecondThoughts(deeds: readonly Deed[], district: District, people: People): readonly Deed[] {
  return [...mistakes(district, people).reduce(withMistake, delayed(deeds)), ...withdrawn(district)]
}

function mistakes({ societies, enterprises }: District, people: People): readonly Mistake[] {
  const manager = people.all.find(
    ({ entry, post, isInvestor }) =>
      entry.how === 'recruited' && entry.on.startsWith('2019') && post === 'middle-or-above' && !isInvestor,
  )
  const misdated = societies.solos.find(({ foundedOn }) => foundedOn === '2019-06-12')
  const firm = enterprises.solos[6]?.home
  return [
    {
      is: ({ type, data, effectiveOn }) =>
        type === 'HeadcountReported' && data['unitId'] === firm?.id && effectiveOn > '2014-01-01',
      wrong: (one) => ({ ...one, data: { ...one.data, employees: Number(one.data['employees']) * 10 } }),
      correctedOn: '2018-05-21',
      reason: '职工人数多录一位',
    },
    {
      is: ({ type, data }) => type === 'MemberRecruited' && data['memberId'] === manager?.id,
      wrong: (one) => ({ ...one, data: { ...one.data, post: 'other' } }),
      correctedOn: '2020-03-24',
      reason: '核实为车间主任',
    },
    {
      is: ({ type, data }) => type === 'OrganizationFounded' && data['organizationId'] === misdated?.id,
      wrong: (one) => ({ ...one, effectiveOn: plusDays(one.effectiveOn, -10) }),
      correctedOn: '2019-08-14',
      reason: '成立日期以批复为准',
    },
  ]
}

function withMistake(deeds: readonly Deed[], { is, wrong, correctedOn, reason }: Mistake): readonly Deed[] {
  const at = deeds.findIndex(({ drafts }) => typeof drafts !== 'function' && drafts.some(is))
  const deed = deeds[at]
  const right = deed && typeof deed.drafts !== 'function' ? deed.drafts.find(is) : undefined
  if (!deed || typeof deed.drafts === 'function' || !right) throw new RangeError(`nothing to get wrong: ${reason}`)
  const filed = wrong(right)
  const correct = (ledger: Ledger): readonly Draft[] => {
    const recorded = ledger.events().find(is)
    return [{ ...right, ...(recorded ? { corrects: recorded.id } : {}), reason }]
  }
  return [
    ...deeds.with(at, { ...deed, drafts: deed.drafts.map((one) => (one === right ? filed : one)) }),
    { on: correctedOn, filedOn: correctedOn, actor: deed.actor, drafts: correct },
  ]
}

/** Filed months after they took effect, because nobody had told the clerk. */
const delayed = (deeds: readonly Deed[]): readonly Deed[] =>
  deeds.map((deed) => {
    const { on, drafts } = deed
    const type = typeof drafts === 'function' || drafts.length !== 1 ? undefined : drafts[0]?.type
    if (type === 'CoverageExtended' && on === '2019-06-27') return { ...deed, filedOn: '2019-11-21' }
    if (type === 'UnitDetailsChanged' && on.startsWith('2016')) return { ...deed, filedOn: workday(plusDays(on, 160)) }
    return deed
  })

/** Events that should not have been recorded: a firm that had only stopped work for some weeks, a member entered twice. */
function withdrawn({ enterprises }: District): readonly Deed[] {
  const branch = enterprises.solos[2]
  const unit = branch?.home
  if (!unit) throw new RangeError('no such branch')
  const { town } = branch
  const takenBack = (type: string, subject: string, reason: string, on: CivilDate): Deed => ({
    on,
    filedOn: on,
    actor: town.clerk,
    drafts: (ledger) => {
      const found = ledger.history(subject).findLast((event) => event.type === type)
      return [draft('EventWithdrawn', on, { eventId: found?.id ?? '', reason })]
    },
  })
  const twice = { memberId: 'p-5d02b7', organizationId: branch.id, unitId: unit.id, status: 'full' } as const
  return [
    {
      on: '2017-08-11',
      actor: town.clerk,
      drafts: [draft('UnitDelisted', '2017-08-11', { unitId: unit.id, reason: 'deregistered' })],
    },
    takenBack('UnitDelisted', unit.id, '企业停工检修，并未注销', '2017-09-26'),
    { on: '2018-05-09', actor: town.clerk, drafts: [draft('MemberTransferredIn', '2018-05-09', twice)] },
    takenBack('MemberTransferredIn', twice.memberId, '同一人重复录入', '2018-07-24'),
  ]
}
