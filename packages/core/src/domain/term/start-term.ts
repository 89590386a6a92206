import type * as z from 'zod'
import { open, plusYears, type Change, type Frozen } from '@taizhang/kernel/define'
import { refuse, type CivilDate, type Refusal } from '@taizhang/kernel'
import { atMost, unlessRefused } from '../admit.ts'
import type { termData } from '../words.ts'
import { office } from './office.ts'
import { term } from './term.ts'

/** Refuses a term of no years, and more present at the election than may vote. */
export const admitTerm = ({ years, eligible, present }: TermData): true | Refusal =>
  unlessRefused(
    years > 0 ||
      refuse('no-years', { zh: '任期应至少一年', en: 'a term has at least one year' }, { path: 'data.years' }),
    atMost('present', present, eligible),
  )

type TermData = Frozen<z.output<z.ZodObject<typeof termData>>>

/** A term opens, and with it the offices of those elected. That it ends the offices before is the relation's own rule. */
export const startTerm = (
  { organizationId, years, eligible, present, elected = [] }: TermData,
  startedOn: CivilDate,
): readonly Change[] => [
  open(term, { organizationId }, { startedOn, years, expiresOn: plusYears(startedOn, years), eligible, present }),
  ...elected.map(({ post, personId, sentBySuperior }) =>
    open(office, { organizationId, post, personId }, { sentBySuperior }),
  ),
]
