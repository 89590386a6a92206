import { UTCDateMini } from '@date-fns/utc/date/mini'

/**
 * Lets date-fns count in UTC. The package's own `utc` can also format, for which it asks the time-zone database as it is loaded: that
 * takes half as long as Node needs to start.
 */
export const utc = (value: Date | number | string): Date => new UTCDateMini(+new Date(value))
