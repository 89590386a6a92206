/** A number as it is, without rounding. `below` is more than 0. */
export interface Fraction {
  readonly above: bigint
  readonly below: bigint
}

/** What a decimal number says, and how many decimals it shows: 82.30 is 82.3, which shows one. */
export function decimalOf(value: number): Fraction & { readonly decimals: number } {
  const [mantissa = '0', exponent = '0'] = String(value).split('e')
  const [whole = '0', shown = ''] = mantissa.split('.')
  const digits = BigInt(whole + shown)
  const decimals = shown.length - Number(exponent)
  return decimals < 0
    ? { above: digits * 10n ** BigInt(-decimals), below: 1n, decimals: 0 }
    : { above: digits, below: 10n ** BigInt(decimals), decimals }
}

/** One number over another, both exact to three decimals; `undefined` over nothing. */
export function over(part: number, whole: number): Fraction | undefined {
  const [above, below] = [part, whole].map((number) => BigInt(Math.round(number * 1000))) as [bigint, bigint]
  return below === 0n ? undefined : { above, below }
}

/** Less than 0, 0 or more than 0, as the first is less than the second, the same, or more. */
export function compare(a: Fraction, b: Fraction): number {
  const difference = a.above * b.below - b.above * a.below
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

/** The number, rounded half up to so many decimals. */
export function rounded({ above, below }: Fraction, decimals: number): Fraction {
  const scale = 10n ** BigInt(decimals)
  return { above: floor(2n * above * scale + below, 2n * below), below: scale }
}

const floor = (above: bigint, below: bigint): bigint => above / below - (above % below < 0n ? 1n : 0n)
