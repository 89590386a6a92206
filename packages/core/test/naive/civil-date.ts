/** The end of what has not ended. */
export const OPEN_END = '9999-12-31'

const DAY_MS = 86_400_000
const SHANGHAI_MS = 8 * 3_600_000

export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)
}

/** The anniversary; where it does not exist, the last day of its month (rulebook.md), so 29 February becomes 28 February. */
export function addYears(date: string, years: number): string {
  const year = Number(date.slice(0, 4)) + years
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const monthAndDay = date.slice(4) === '-02-29' && !leap ? '-02-28' : date.slice(4)
  return `${String(year).padStart(4, '0')}${monthAndDay}`
}

/** So many months later; where the day does not exist, the last of its month. */
export function addMonths(date: string, months: number): string {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number)
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  const first = new Date(Date.UTC(year, month - 1 + months, 1)).toISOString()
  return `${first.slice(0, 8)}${String(Math.min(day, last)).padStart(2, '0')}`
}

/** The civil day of an instant, UTC+8. */
export function dayOfInstant(instant: string): string {
  return new Date(Date.parse(instant) + SHANGHAI_MS).toISOString().slice(0, 10)
}
