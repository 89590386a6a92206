import { createLedger, LedgerError, memoryStore, type RecordOptions } from '@taizhang/core'
import { v7 } from 'uuid'

import { exitCodes } from './exit-codes.ts'
import { Stop } from './stop.ts'
import type { World } from './world.ts'

/** Who records, when, and ids for events that have none. */
export function recordOptions({ env, now }: World): RecordOptions {
  const actor = env['TAIZHANG_ACTOR'] ?? ''
  return { now: now(), newId: () => v7(), actor: actor === '' ? 'cli' : actor }
}

/**
 * Stops where `TAIZHANG_ACTOR` is no actor that a book can hold. Core looks at the actor of an event that says who records it, and
 * at that of a new book; what comes from the environment is shown to it as the latter.
 */
export async function expectActor(world: World): Promise<void> {
  if (!world.env['TAIZHANG_ACTOR']) return
  await createLedger(memoryStore(), { book: 'actor', name: 'actor' }, recordOptions(world)).catch((error: unknown) => {
    throw byOption(error)
  })
}

const options: Readonly<Record<string, string>> = {
  book: '--book',
  'data.name': '--name',
  'data.jurisdiction': '--jurisdiction',
  actor: 'TAIZHANG_ACTOR',
}

/** Core names a malformed value by its place in the event; on the command line it came from an option. */
export function byOption(error: unknown): unknown {
  if (!(error instanceof LedgerError) || error.kind !== 'usage') return error
  const { code, message, path = '' } = error.refusal
  const option = options[path] ?? path
  return new Stop(exitCodes.usage, {
    code,
    message: { zh: `${option}：${message.zh}`, en: `${option}: ${message.en}` },
    option,
  })
}
