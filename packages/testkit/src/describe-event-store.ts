import type { EventStore } from '@taizhang/kernel'
import { describe, it } from 'vitest'
import { appendCases } from './event-store-cases/append-cases.ts'
import type { Cases } from './event-store-cases/case.ts'
import { modelCases } from './event-store-cases/model-cases.ts'
import { readCases } from './event-store-cases/read-cases.ts'
import { repeatCases } from './event-store-cases/repeat-cases.ts'
import { subscribeCases } from './event-store-cases/subscribe-cases.ts'
import { textCases } from './event-store-cases/text-cases.ts'

/** A place to keep events in, fresh, that can be opened again. */
export interface Place {
  /** Opens the place, again and again, also while it is open; a store that lives in memory gives the same one. */
  open(): Promise<EventStore>
  /** Takes the place away. */
  remove(): Promise<void>
}

const cases = { ...appendCases, ...repeatCases, ...readCases, ...subscribeCases, ...textCases, ...modelCases }

/** The name of a case of the contract. */
export type EventStoreCase = keyof typeof cases

/**
 * The contract of every event store, as tests of its own. `skip` names the cases that a store cannot meet, each with its reason.
 *
 * ```ts
 * describeEventStore('memory', async () => {
 *   const store = memoryStore()
 *   return { open: async () => store, remove: async () => undefined }
 * })
 * ```
 *
 * @param place makes a fresh place for each case
 * @example
 * describeEventStore('memory', async () => {
 *   const store = memoryStore()
 *   return { open: async () => store, remove: async () => undefined }
 * })
 */
export function describeEventStore(
  name: string,
  place: () => Promise<Place>,
  { skip = {} }: { readonly skip?: Readonly<Partial<Record<EventStoreCase, string>>> } = {},
): void {
  const reasons = new Map(Object.entries(skip))
  describe(`event store: ${name}`, () => {
    for (const [title, holds] of Object.entries<Cases[string]>(cases)) {
      // oxlint-disable-next-line vitest/expect-expect, vitest/valid-title -- the case that runs asserts, under its own name
      it(title, async (context) => {
        const reason = reasons.get(title)
        if (reason !== undefined) context.skip(reason)
        await inPlace(await place(), holds)
      })
    }
  })
}

async function inPlace(place: Place, holds: Cases[string]): Promise<void> {
  const opened: EventStore[] = []
  const unique = globalThis.crypto.randomUUID().slice(0, 8)
  let names = 0
  try {
    await holds({
      open: async () => {
        const store = await place.open()
        opened.push(store)
        return store
      },
      named: (text) => `${text}.${unique}-${names++}`,
    })
  } finally {
    for (const store of opened) await store.close()
    await place.remove()
  }
}
