import type { Days } from '../kernel/stretches.ts'

/** The days over which a flow is counted. */
export type Window = Days
