import type * as z from 'zod'
import { open, plusYears, type Change, type Frozen } from '@taizhang/kernel/define'
import { type CivilDate } from '@taizhang/kernel'
import type { termData } from '../words.ts'
import { office } from './office.ts'
import { term } from './term.ts'

type TermData = Frozen<z.output<z.ZodObject<typeof termData>>>

/** A term opens, and with it the offices of those elected. That it ends the offices before is the relation's own rule. */
export const startTerm = (
  { organizationId, years, eligible, present, elected = [] }: TermData,
  on: CivilDate,
): readonly Change[] => [
  open(term, { organizationId }, { startedOn: on, years, expiresOn: plusYears(on, years), eligible, present }),
  ...elected.map(({ post, personId }) => open(office, { organizationId, post, personId }, {})),
]
