import type * as z from 'zod'
import { amend, type Change } from '@taizhang/kernel/define'
import { count, evidence, subjectId } from '../schemas.ts'
import { organizationKind } from '../words.ts'
import { organization } from './organization.ts'

/** The data of an upgrade or a downgrade. `memberCount` is only what the document said. */
export const kindChange = {
  organizationId: subjectId,
  from: organizationKind,
  to: organizationKind,
  memberCount: count.optional(),
  exceptionApproval: evidence.optional(),
}

type KindChange = z.output<z.ZodObject<typeof kindChange>>

export const changeKind = ({ organizationId, from, to }: KindChange): readonly Change[] => [
  amend(organization, { organizationId }, { kind: to }, { expect: { kind: from } }),
]
