/** A place in the log of all events. The numbers are larger than those of JavaScript. */
export interface LogPosition {
  readonly commit: bigint
  readonly prepare: bigint
}
