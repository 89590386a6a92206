import type { RecordOptions } from '@taizhang/core'
import { v7 } from 'uuid'

import type { World } from './world.ts'

/** Who records, when, and ids for events that have none. */
export function recordOptions({ env, now }: World): RecordOptions {
  const actor = env['TAIZHANG_ACTOR'] ?? ''
  return { now: now(), newId: () => v7(), actor: actor === '' ? 'cli' : actor }
}
