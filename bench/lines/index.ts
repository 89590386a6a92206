import { existsSync } from 'node:fs'
import type { Gauge, Line } from '../line.ts'
import { commandsOnBook, commandsOnSample, loadedByCommands, recordingOne } from './command.ts'
import { appendingInBatches, appendingSingly, readingStream } from './eventstoredb.ts'
import { historyOfSubject, memoryOpen, memoryTakenUp, openingCold, reopening, segmentsBytes } from './opening.ts'
import { coverageFromFile, coverageInMemory, dailySeries } from './reading.ts'
import { recordingBesideSorted, recordingInBatches, recordingSingly } from './recording.ts'
import { verifying } from './verifying.ts'
import { waiting } from './waiting.ts'

/** Measured at every size. */
export const lines: readonly Line[] = [
  openingCold,
  reopening,
  coverageInMemory,
  coverageFromFile,
  dailySeries,
  verifying,
]

/** Measured at one size: their goals name it, or it does not matter. */
export const linesOnce: readonly Line[] = [
  recordingSingly,
  recordingInBatches,
  recordingBesideSorted,
  appendingSingly,
  appendingInBatches,
  readingStream,
]

/** Measured at every size. */
export const gauges: readonly Gauge[] = [
  memoryOpen,
  memoryTakenUp,
  historyOfSubject,
  segmentsBytes,
  ...commandsOnBook,
  ...waiting,
]

/** Of the sample, at no other size. */
export const gaugesOfSample: readonly Gauge[] = [...commandsOnSample, ...loadedByCommands]

export const gaugesOnce: readonly Gauge[] = [recordingOne]

interface Peers {
  /** On the largest book. */
  readonly lines: readonly Line[]
  readonly linesOnce: readonly Line[]
}

/** What people would use instead, where it is installed; see peers/lines.mjs. */
export async function peers(): Promise<Peers> {
  if (!existsSync(new URL('../peers/node_modules', import.meta.url))) return { lines: [], linesOnce: [] }
  return (await import(new URL('../peers/lines.mjs', import.meta.url).href)) as Peers
}
