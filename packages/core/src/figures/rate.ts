/** A rate in percent, rounded half up to one decimal, as text: `"95.2"`; `null` over nothing. Exact: whole numbers only. */
export function percent(part: number, whole: number): string | null {
  if (whole === 0) return null
  const tenths = Math.floor((2000 * part + whole) / (2 * whole))
  return `${Math.floor(tenths / 10)}.${tenths % 10}`
}
