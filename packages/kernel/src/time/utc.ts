import { UTCDateMini } from '@date-fns/utc/date/mini'

export const msPerDay = 86_400_000

/** A date `YYYY-MM-DD` as the number of days since 1970-01-01; `NaN` for what is no date. */
export const dayNumber = (date: string): number => Date.parse(`${date}T00:00:00.000Z`) / msPerDay

/**
 * Lets date-fns count in UTC. The package's own `utc` can also format, for which it asks the time-zone database as it is loaded: that
 * takes half as long as Node needs to start.
 */
export const utc = (value: Date | number | string): Date => new UTCDateMini(+new Date(value))
