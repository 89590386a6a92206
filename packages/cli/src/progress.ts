import { visible } from './visible.ts'
import type { Out, World } from './world.ts'

const quietMs = 1000
const betweenMs = 100

/** One line on a terminal that says how far a long command has come. Elsewhere it says nothing. */
export interface Progress {
  /** Shows the text, once the command has taken a second and not too often; at once where what follows is `long`. */
  update(text: string, options?: { readonly long?: boolean }): void
  clear(): void
}

export function progressOn(err: Out, now: World['now']): Progress {
  const began = now().getTime()
  let shownAt = -Infinity
  return {
    update: (text, { long = false } = {}) => {
      const at = now().getTime()
      if (!err.isTTY || (!long && (at - began < quietMs || at - shownAt < betweenMs))) return
      shownAt = at
      err.write(`\r\u001b[K${visible(text)}`)
    },
    clear: () => {
      if (shownAt > 0 && err.isTTY) err.write('\r\u001b[K')
      shownAt = -Infinity
    },
  }
}
