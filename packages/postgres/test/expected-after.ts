import type { AppendResult, StoredEvent } from '@taizhang/kernel/store'

/** A batch, and what was told of it. */
export interface Told {
  readonly batch: readonly StoredEvent[]
  readonly result: AppendResult | 'unknown' | 'refused'
}

/**
 * Holds what is there against what was told: what was acknowledged is there, where it was told to be; what was refused is not; every batch is there whole
 * and in one piece, or not at all; nothing is there twice, and nothing else is.
 */
export function expectedAfter(there: readonly StoredEvent[], told: readonly Told[]): void {
  const at = new Map(there.map(({ id }, position) => [id, position]))
  if (at.size !== there.length) throw new Error('an event is there twice')
  let found = 0
  for (const { batch, result } of told) {
    const first = at.get(batch[0]?.id ?? '')
    const whole =
      first !== undefined &&
      batch.every(({ id, text }, step) => there[first + step]?.id === id && there[first + step]?.text === text)
    const none = batch.every(({ id }) => !at.has(id))
    if (!whole && !none) throw new Error(`a batch is split: ${batch.map(({ id }) => id).join()}`)
    if (whole) found += batch.length
    if (result === 'unknown') continue
    const recorded = typeof result === 'object' && result.ok
    if (recorded !== whole)
      throw new Error(`${recorded ? 'acknowledged and lost' : 'refused and recorded'}: ${batch[0]?.id}`)
    if (typeof result !== 'object' || !result.ok) continue
    if (result.repeated) throw new Error(`told to be a repetition: ${batch[0]?.id}`)
    if (result.revision !== (first ?? 0) + batch.length - 1)
      throw new Error(`told to be at ${result.revision}: ${batch[0]?.id}`)
  }
  if (found !== there.length) throw new Error('there is more than was written')
}
