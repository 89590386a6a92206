import { party } from '@taizhang/core'
import type { Domain } from '@taizhang/kernel/define'

/** Whoever asks has been told of a module, or of none. */
interface Asked {
  readonly domainFile?: string | undefined
}

/**
 * What the books are about: the one place that says so. The domain in the file that `--domain` or `TAIZHANG_DOMAIN` names, else the Party's, which
 * needs nothing to be loaded.
 */
export async function domainOf({ domainFile }: Asked): Promise<Domain> {
  if (domainFile === undefined) return party
  const { loadDomain } = await import('./load-domain.ts')
  return loadDomain(domainFile)
}

/** Whether it is the Party's domain, or an extension of it: only of it this program knows more than the domain itself says. */
export const isParty = ({ name }: Pick<Domain, 'name'>): boolean => name === party.name

/** Stops a command that only makes sense of the Party's books, before anything is opened. */
export async function expectParty(session: Asked, command: string): Promise<void> {
  const domain = await domainOf(session)
  if (!isParty(domain)) (await import('./only-of-party.ts')).onlyOfParty(command, domain)
}
