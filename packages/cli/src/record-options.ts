import { createLedger, LedgerError, memoryStore, type RecordOptions } from '@taizhang/kernel'
import { v7 } from 'uuid'

import { domainOf } from './domain.ts'
import { exitCodes } from './exit-codes.ts'
import type { Session } from './session.ts'
import { Stop } from './stop.ts'
import type { World } from './world.ts'

/** Who records, when, and ids for events that have none. Files may name their own actors: what is recorded was often received. */
export function recordOptions(
  { env, now }: World,
  { clockAhead }: { readonly clockAhead?: boolean | undefined } = {},
): RecordOptions {
  const actor = env['TAIZHANG_ACTOR'] ?? ''
  return { now: now(), newId: () => v7(), actor: actor === '' ? 'cli' : actor, ownActors: true, clockAhead }
}

/**
 * Stops where `TAIZHANG_ACTOR` is no actor that a book can hold. The kernel looks at the actor of an event that says who records it, and
 * at that of a new book; what comes from the environment is shown to it as the latter.
 */
export async function expectActor(session: Session): Promise<void> {
  if (!session.world.env['TAIZHANG_ACTOR']) return
  const domain = await domainOf(session)
  const opening = domain.events.get(domain.opening.type)?.example as Readonly<Record<string, unknown>>
  const made = createLedger(memoryStore(), { domain, book: 'actor', opening }, recordOptions(session.world))
  await made.catch((error: unknown) => {
    // That the example of another domain does not fit says nothing of the actor.
    if (error instanceof LedgerError && error.refusal.path === 'actor') throw byOption(error)
  })
}

const options: Readonly<Record<string, string>> = {
  book: '--book',
  'data.name': '--name',
  'data.jurisdiction': '--jurisdiction',
  actor: 'TAIZHANG_ACTOR',
}

/** The kernel names a malformed value by its place in the event; on the command line it came from an option. */
export function byOption(error: unknown): unknown {
  if (!(error instanceof LedgerError) || error.kind !== 'usage') return error
  const { code, message, path = '' } = error.refusal
  const option = options[path] ?? (path.startsWith('data') ? `--opening ${path}` : path)
  return new Stop(exitCodes.usage, {
    code,
    message: { zh: `${option}：${message.zh}`, en: `${option}: ${message.en}` },
    option,
  })
}
