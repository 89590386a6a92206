import type { membership } from '../../domain/member/membership.ts'
import { probationExtended } from '../../domain/member/probation-extended.ts'
import { plusMonths, plusYears, beginningOf, type Found } from '@taizhang/kernel/define'
import { type LiveEvent, type Facts, type Row } from '@taizhang/kernel'
import { eventsNaming, memberships } from '../around.ts'
import { defineCheck } from '../define-check.ts'

type Membership = Row<typeof membership>

/** Counted from events: an extension to the day that probation ends anyway changes no fact, but is one. */
const extensionsOf = (facts: Facts, row: Membership): readonly LiveEvent[] =>
  eventsNaming(facts, probationExtended.type, 'memberId', row.key.memberId).filter(
    ({ effectiveOn }) => beginningOf(row).from <= effectiveOn,
  )

/** 延长预备期. Holds while the person is on probation; how long an extension is, is known where the day of joining is. */
export const devProbation = defineCheck({
  id: 'DEV-PROBATION',
  says: ({ monthsMin, monthsMax }) => ({
    zh: `预备期为一年，从支部大会通过之日算起；可以延长一次，不少于 ${monthsMin} 个月，不超过 ${monthsMax} 个月`,
    en: `Probation is one year from the branch meeting; it may be extended once, by ${monthsMin} to ${monthsMax} months.`,
  }),
  next: {
    zh: '核对延长预备期的决议：记错的更正；重复延长的，应当按期讨论转正或者取消预备党员资格',
    en: 'Check the decision and correct what is wrong; instead of a second extension, confirm or cancel.',
  },
  looks: (look) => [
    look({
      subjects: memberships,
      turns: ({ row }, _, facts) => extensionsOf(facts, row).map(({ effectiveOn }) => effectiveOn),
      holds: ({ subject: { row }, on, facts }, limits) => {
        if (row.attributes.status !== 'probationary') return undefined
        const extensions = extensionsOf(facts, row).filter(({ effectiveOn }) => effectiveOn <= on)
        return wrongWith(extensions, row, limits)
      },
    }),
  ],
  texts: [
    {
      id: 'DEV-PROBATION',
      title: { zh: '延长预备期不符', en: 'Extension of probation' },
      severity: 'violation',
      citation: {
        zh: '《中国共产党章程》第七条：预备期一年，从支部大会通过之日算起，可以延长，不能超过一年；《中国共产党发展党员工作细则》（2014）第三十二条（2026 年修订为第三十一条）：可以延长一次，不少于半年，最长不超过一年。2014 年以前见于 1990 年的试行细则，只见于转述',
        en: 'Party constitution, art. 7: a year from the branch meeting, which may be extended by at most a year; rules on recruitment (发展党员工作细则, 2014), art. 32 (art. 31 as of 2026): once, by half a year to a year. Before 2014 it stood in the trial rules of 1990, which were seen in accounts of them only',
      },
      parameters: { monthsMin: 6, monthsMax: 12 },
    },
  ],
})

function wrongWith(
  extensions: readonly LiveEvent[],
  { attributes: { joinedOn } }: Membership,
  { monthsMin, monthsMax }: { readonly monthsMin: number; readonly monthsMax: number },
): Found | undefined {
  const events = extensions.map(({ position }) => position)
  if (extensions.length > 1) {
    return {
      message: {
        zh: `预备期已延长 ${extensions.length} 次`,
        en: `Probation has been extended ${extensions.length} times.`,
      },
      events,
    }
  }
  const until = extensions[0]?.data['until']
  const end = joinedOn === undefined ? undefined : plusYears(joinedOn, 1)
  if (typeof until !== 'string' || end === undefined) return undefined
  if (plusMonths(end, monthsMin) <= until && until <= plusMonths(end, monthsMax)) return undefined
  return {
    message: {
      zh: `预备期原于 ${end} 届满，延长至 ${until}，不在 ${monthsMin} 至 ${monthsMax} 个月之间`,
      en: `Probation was to end on ${end} and is extended to ${until}: not by ${monthsMin} to ${monthsMax} months.`,
    },
    events,
  }
}
