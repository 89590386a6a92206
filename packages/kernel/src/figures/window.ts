import type { Days } from '../facts/stretches.ts'

/** The days over which a flow is counted. */
export type Window = Days
