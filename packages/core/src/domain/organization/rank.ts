import type * as z from 'zod'
import type { organizationKind } from '../words.ts'

type Kind = z.output<typeof organizationKind>

const rank: Readonly<Record<Kind, number>> = { 'temporary-branch': 0, branch: 1, 'general-branch': 2, committee: 3 }

/** Whether the first kind of organization is above the second. */
export const higher = (a: Kind, b: Kind): boolean => rank[a] > rank[b]
