import type { Ledger } from '@taizhang/kernel'

const forks = new WeakSet<Ledger>()

/** Notes that a ledger is a fork with events that are only thought of. */
export function noteFork(ledger: Ledger): Ledger {
  forks.add(ledger)
  return ledger
}

export const isFork = (ledger: Ledger): boolean => forks.has(ledger)
