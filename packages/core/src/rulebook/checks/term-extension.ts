import { earlyElectionApproved } from '../../domain/term/early-election-approved.ts'
import { termRenewed } from '../../domain/term/term-renewed.ts'
import { endOfTerm, term } from '../../domain/term/term.ts'
import { plusMonths, plusDays, type Found } from '@taizhang/kernel/define'
import { type CivilDate, type Facts, type Row } from '@taizhang/kernel'
import { begunWith, eventsNaming, occurrencesOf, terms } from '../around.ts'
import { defineCheck } from '../define-check.ts'

const title = { zh: '延期或提前换届', en: 'Extension or early election' }
/** The opinions on terms. The regulations before them do not say how early an election may be. */
const opinions = '2018-07-12'

/** 延期换届、提前换届. Where a local rule says so, a renewal in the last months of a term is an ordinary one and needs no approval. */
export const termExtension = defineCheck({
  id: 'TERM-EXTENSION',
  says: ({ monthsMax, monthsOrdinary }) => ({
    zh: `延期或者提前换届须经批准，一般不超过 ${monthsMax} 个月${monthsOrdinary === 0 ? '' : `；届满前 ${monthsOrdinary} 个月内的换届不算提前`}`,
    en: `An extension or an early election is approved, and usually at most ${monthsMax} months${monthsOrdinary === 0 ? '' : `; an election in the last ${monthsOrdinary} months of a term is not early`}.`,
  }),
  next: {
    zh: '核对批件与日期：批准提前换届漏记的补录，记错的更正；其余向上级说明',
    en: 'Check the approval and the dates: record an approval that is missing, correct what is wrong, explain the rest to the superior.',
  },
  looks: (look) => [
    look({
      subjects: terms,
      judgedOn: ({ row }) => extendedOn(row),
      holds: ({ subject: { row } }, { monthsMax }) => {
        const { expiresOn, extendedTo } = row.attributes
        if (extendedTo !== undefined && extendedTo <= expiresOn)
          return {
            message: {
              zh: `任期于 ${expiresOn} 届满，却延期至 ${extendedTo}`,
              en: `The term ends on ${expiresOn} and is “extended” to ${extendedTo}.`,
            },
          }
        if (extendedTo === undefined || extendedTo <= plusMonths(expiresOn, monthsMax)) return undefined
        return {
          severity: 'warning',
          message: {
            zh: `任期原于 ${expiresOn} 届满，延期至 ${extendedTo}，超过 ${monthsMax} 个月`,
            en: `The term was to end on ${expiresOn} and is extended to ${extendedTo}, more than ${monthsMax} months.`,
          },
        }
      },
    }),
    look({
      subjects: terms,
      judgedOn: ({ row }) => row.attributes.startedOn,
      holds: ({ subject: { row }, facts }, limits) => {
        const before = termBefore(facts, row)
        return before && earlyElection(facts, before, row.attributes.startedOn, limits)
      },
    }),
  ],
  texts: [
    {
      id: 'TERM-EXTENSION',
      title,
      severity: 'violation',
      citation: {
        zh: '《中国共产党基层组织选举工作暂行条例》（1990-06-27）第三条：延期或者提前换届报上级党组织批准，延长期限一般不超过 1 年（“一般”，超过的为警示）；提前多久没有限制',
        en: 'Provisional election regulations (选举工作暂行条例, 1990-06-27), art. 3: the superior approves an extension or an early election; an extension is usually (一般) of at most a year, so more is a warning. How early an election may be is not limited',
      },
      parameters: { monthsMax: 12, monthsOrdinary: 0 },
      from: '1990-06-27',
      until: opinions,
    },
    {
      id: 'TERM-EXTENSION',
      title,
      severity: 'violation',
      citation: {
        zh: '《关于党的基层组织任期的意见》（2018-07-12）第二条、《中国共产党基层组织选举工作条例》（2020-07-13）第三条：延期或者提前换届报上级批准，期限一般不超过 1 年（“一般”，超过的为警示）；《中国共产党支部工作条例（试行）》（2018-10-28）第二十一条同',
        en: 'Opinions on terms (任期意见, 2018-07-12), 2; election regulations (选举工作条例, 2020-07-13), art. 3: the superior approves an extension or an early election, usually (一般) of at most a year, so more is a warning; branch regulations (支部工作条例, 2018-10-28), art. 21, likewise',
      },
      parameters: { monthsMax: 12, monthsOrdinary: 0 },
      from: opinions,
    },
    {
      id: 'TERM-EXTENSION',
      onOffer: true,
      title,
      severity: 'violation',
      citation: {
        zh: '地方规定，由台账采用：届满前 6 个月内换届不算提前，上述条文都没有这样写',
        en: 'A local rule, for a book to adopt: that a renewal in the last six months is not early stands in none of these texts',
      },
      parameters: { monthsMax: 12, monthsOrdinary: 6 },
    },
  ],
})

type Term = Row<typeof term>

/** The day on which the term got the extension that it has; where it has none, any of its days. */
const extendedOn = (row: Term): CivilDate =>
  begunWith(row, ({ attributes: { extendedTo } }) => extendedTo === row.attributes.extendedTo).from

/** The term that an election put an end to on the day this one began. */
function termBefore(facts: Facts, { key: { organizationId }, attributes: { startedOn } }: Term): Term | undefined {
  const renewals = eventsNaming(facts, termRenewed.type, 'organizationId', organizationId)
  return facts
    .where(term, 'organizationId', organizationId)
    .find(({ to, closedBy }) => to === startedOn && renewals.some(({ position }) => position === closedBy))
}

/** Each early election is a matter of its own, also where one follows another. */
function earlyElection(
  facts: Facts,
  before: Term,
  on: CivilDate,
  { monthsMax, monthsOrdinary }: { readonly monthsMax: number; readonly monthsOrdinary: number },
): Found | undefined {
  // An approved extension lets the election be later: one within it is not early.
  const { expiresOn } = before.attributes
  const end = endOfTerm(before) < expiresOn ? endOfTerm(before) : expiresOn
  // The last day of a term is the day before its end.
  if (on >= (monthsOrdinary === 0 ? plusDays(end, -1) : plusMonths(end, -monthsOrdinary))) return undefined
  const approvals = occurrencesOf(
    facts,
    earlyElectionApproved.type,
    'organizationId',
    before.key.organizationId,
  ).filter(({ from }) => before.attributes.startedOn <= from && from <= on)
  if (approvals.length === 0) {
    return {
      about: on,
      message: {
        zh: `上届任期于 ${end} 届满，${on} 提前换届，没有批准的记录`,
        en: `The term before was to end on ${end}; the election on ${on} is early and no approval is recorded.`,
      },
      rows: [before],
    }
  }
  if (on < opinions || on >= plusMonths(end, -monthsMax)) return undefined
  return {
    about: on,
    severity: 'warning',
    message: {
      zh: `上届任期于 ${end} 届满，${on} 提前换届，提前超过 ${monthsMax} 个月`,
      en: `The term before was to end on ${end}; the election on ${on} is more than ${monthsMax} months early.`,
    },
    rows: [before, ...approvals],
  }
}
