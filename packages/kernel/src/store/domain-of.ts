import type { Domain } from '../define/domain.ts'
import { fail } from '../errors/refusal.ts'
import type { EventStore } from './event-store.ts'

/** What the books of a store are about: said once, to the store or with the question. Fails (usage) where nobody says it, or both differently. */
export function domainOf<S extends Domain, D extends Domain = S>(
  store: EventStore<S>,
  given: { readonly domain?: D | undefined },
): D {
  // Both are one and the same where both are there.
  const domain = given.domain ?? (store.domain as Domain as D | undefined)
  if (!domain) {
    fail('usage', 'no-domain', {
      zh: '没有给出 domain：请随参数给出，或给打开存储的函数',
      en: 'no domain was given: give one here, or to the store',
    })
  }
  if (store.domain && (store.domain as Domain) !== domain) {
    fail(
      'usage',
      'other-domain',
      {
        zh: `存储是为领域 ${store.domain.name} 打开的，不能另给 ${domain.name}`,
        en: `the store was opened for the domain ${store.domain.name}; it cannot be told ${domain.name}`,
      },
      { store: store.domain.name, given: domain.name },
    )
  }
  return domain
}
