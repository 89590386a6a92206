import type { View } from '@taizhang/core'

import { onlyOne } from './ambiguous.ts'
import { Stop, stopOf } from './stop.ts'
import { idsCalled } from './thing-names.ts'

const missing: ReadonlySet<unknown> = new Set(['no-such-organization', 'no-such-subject', 'no-such-unit'])

/** What takes the ids of organizations alone. */
const organizations: ReadonlySet<unknown> = new Set(['no-such-organization'])

/**
 * Reads something of a subject, by its id, or else by its name. Stops where several have, or once had, that name; where what has it cannot be
 * read so, the error says what it is.
 */
export function withIdOf<T, S extends string | undefined>(view: View, subject: S, read: (id: S) => T): T {
  try {
    return read(subject)
  } catch (error) {
    const stopped = stopOf(error)
    const name = subject
    if (!stopped || name === undefined || !missing.has(stopped.refusal.code)) throw error
    const called = idsCalled(view, name)
    if (called.length === 0) throw error
    const usable = called.filter(
      ({ relation }) => !organizations.has(stopped.refusal.code) || relation.name === 'organization',
    )
    const candidates = usable.map(({ id, relation }) => ({ id, title: relation.title }))
    const id = onlyOne('subject', name, candidates)
    if (id !== undefined) return read(id as S)
    throw notUsable(stopped, called, error)
  }
}

function notUsable(stopped: Stop, called: ReturnType<typeof idsCalled>, cause: unknown): Stop {
  const { message, ...fields } = stopped.refusal
  const zh = called.map(({ id, relation }) => `${relation.title.zh} ${id}`).join('、')
  const en = called.map(({ id, relation }) => `${relation.title.en} ${id}`).join(', ')
  const refusal = {
    ...fields,
    message: { zh: `${message.zh}；这是${zh} 的名称`, en: `${message.en}; that is the name of ${en}` },
    called: called.map(({ id }) => id),
  }
  return new Stop(stopped.exitCode, refusal, { cause })
}
