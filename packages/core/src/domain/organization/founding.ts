import * as z from 'zod'
import { open, type Change, type Frozen } from '@taizhang/kernel/define'
import { evidence, subjectId, text, textOnOneLine } from '../schemas.ts'
import { approvalLevel, category, formation, organizationKind } from '../words.ts'
import { coverage } from './coverage.ts'
import { organization } from './organization.ts'

/** The data with which an organization began in version 1 of OrganizationFounded. */
export const foundingBefore = {
  organizationId: subjectId,
  name: text,
  kind: organizationKind,
  formation,
  category,
  unitIds: z.array(subjectId),
  superiorId: subjectId.optional(),
}

/** The data with which an organization begins in the book. `exceptionApproval`: the superior's, of a committee below 100. */
export const founding = {
  ...foundingBefore,
  code: textOnOneLine.optional(),
  exceptionApproval: evidence.optional(),
  forMobileMembers: z.boolean().optional(),
  approvalLevel: approvalLevel.optional(),
}

type Founding = Frozen<z.output<z.ZodObject<typeof founding>>>

/** The organization begins, and covers the units with its own formation. */
export const found = ({
  organizationId,
  unitIds,
  exceptionApproval: _,
  ...attributes
}: Founding): readonly Change[] => [
  open(organization, { organizationId }, attributes),
  ...unitIds.map((unitId) => open(coverage, { organizationId, unitId }, { formation: attributes.formation })),
]
