import type { View } from '@taizhang/core'

import { Stop, stopOf } from './stop.ts'
import { idsCalled } from './thing-names.ts'

const missing: ReadonlySet<unknown> = new Set(['no-such-organization', 'no-such-subject', 'no-such-unit'])

/** What takes the ids of organizations alone. */
const organizations: ReadonlySet<unknown> = new Set(['no-such-organization'])

/** Reads something of a subject. Where it was given by its name instead of its id, the error says which id has that name. */
export function withIdOf<T>(view: View, subject: string | undefined, read: () => T): T {
  try {
    return read()
  } catch (error) {
    const stopped = stopOf(error)
    const called = stopped && missing.has(stopped.refusal.code) ? idsCalled(view, subject ?? '') : []
    if (!stopped || called.length === 0) throw error
    const { message, ...fields } = stopped.refusal
    const zh = called.map(({ id, relation }) => `${relation.title.zh} ${id}`).join('、')
    const en = called.map(({ id, relation }) => `${relation.title.en} ${id}`).join(', ')
    const usable = called.find(
      ({ relation }) => !organizations.has(fields.code) || relation.name === 'organization',
    )?.id
    const refusal = {
      ...fields,
      message: { zh: `${message.zh}；这是${zh} 的名称`, en: `${message.en}; that is the name of ${en}` },
      called: called.map(({ id }) => id),
      ...(usable === undefined
        ? {}
        : { next: { zh: `改用编号 ${usable} 再运行`, en: `run it again with the id ${usable}` } }),
    }
    throw new Stop(stopped.exitCode, refusal, { cause: error })
  }
}
