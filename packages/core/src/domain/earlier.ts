import type { EarlierVersion } from '@taizhang/kernel/define'
import * as z from 'zod'

/** The version before, of which every event reads as before: what is new may be left out. */
export const asBefore = (data: z.ZodRawShape, more: Pick<EarlierVersion, 'admit'> = {}): readonly EarlierVersion[] => [
  { data: z.strictObject(data), upcast: (older) => older, ...more },
]
