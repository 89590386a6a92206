/**
 * How many sizes a block of summed-up deltas has. A view of a million is some ten blocks, one of 16 million some seventy. The append behind a block
 * of the largest kind waits a fifth of a second until that is summed up, so there are none that are larger.
 */
export const blockSizes: readonly number[] = [4096, 32_768, 262_144]

/** The blocks that make up the sizes before some size, the largest first, and where the rest of them begins. */
export function blocksBefore(
  size: number,
  blocks: readonly number[],
): { readonly blocks: readonly (readonly [number, number])[]; readonly rest: number } {
  const whole: [number, number][] = []
  let rest = 0
  for (const sizes of blocks.toReversed()) for (; rest + sizes <= size; rest += sizes) whole.push([rest, rest + sizes])
  return { blocks: whole, rest }
}
