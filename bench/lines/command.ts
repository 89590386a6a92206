import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { party, restoreLedger } from '@taizhang/core'
import { districtBook, recordedTexts } from '@taizhang/core/testing'
import { sqliteStore } from '@taizhang/sqlite'
import type { BenchBook, Gauge } from '../line.ts'
import { quantile } from '../measure.ts'

const command = fileURLToPath(new URL('../../packages/cli/bin/taizhang.js', import.meta.url))
const sample = fileURLToPath(new URL('../../examples/sample-district/sample-district.ndjson', import.meta.url))

const module = (code: string): string => `data:text/javascript,${encodeURIComponent(code)}`
/** Says on the way out what processor time the process has taken, in milliseconds: a busy machine does not change it much. */
const tellsTime = module(
  `process.on('exit', () => { const { user, system } = process.cpuUsage(); process.stderr.write('\\n' + (user + system) / 1000) })`,
)
/** Says on the way out how many bytes of JavaScript were loaded. */
const tellsLoaded = module(
  `import { registerHooks } from 'node:module'
  let bytes = 0
  registerHooks({ load: (url, context, next) => {
    const found = next(url, context)
    if (url.startsWith('file:')) bytes += Buffer.byteLength(found.source ?? '')
    return found
  } })
  process.on('exit', () => process.stderr.write('\\n' + bytes))`,
)

/** What a process says of itself last. */
function told(by: string, words: readonly string[], input = ''): number {
  const { status, stderr } = spawnSync(process.execPath, ['--import', by, ...words], {
    encoding: 'utf8',
    input,
    maxBuffer: 2 ** 30,
  })
  if (status !== 0) throw new Error(stderr)
  return Number(stderr.slice(stderr.lastIndexOf('\n')))
}

const rounds = 5
const timeOf = (words: readonly string[]): number =>
  quantile(
    Array.from({ length: rounds }, () => told(tellsTime, words)),
    0.5,
  )

interface Asked {
  readonly words: (ledger: string) => readonly string[]
  /** At most so many times `node -e 0` on the sample, and so many seconds at 100,000 events. */
  readonly timesMax: number
  readonly secondsMax: number
}

const day = ['--as-of', '2021-06-30']
const years = ['--from', '2012-01-01', '--to', '2021-06-30', '--every', 'year']
const quick = { timesMax: 5, secondsMax: 1 }
const thorough = { timesMax: 6, secondsMax: 2 }
const commands: Readonly<Record<string, Asked>> = {
  coverage: { words: (file) => ['coverage', file, ...day], ...quick },
  figures: { words: (file) => ['figures', file, ...day], ...quick },
  'figures --by town': { words: (file) => ['figures', file, 'members', '--by', 'town', ...day], ...quick },
  series: { words: (file) => ['series', file, 'members', ...years], ...quick },
  list: { words: (file) => ['list', 'units', file, ...day], ...quick },
  terms: { words: (file) => ['terms', file, ...day], ...quick },
  events: { words: () => ['events', 'BranchUpgraded'], ...quick },
  findings: { words: (file) => ['findings', file, ...day], ...thorough },
  diff: { words: (file) => ['diff', file, ...day, '--known-at', '2021-07-05..'], ...thorough },
  explain: {
    words: (file) => ['explain', file, 'organization-coverage', '--scope', 'enterprise', ...day],
    ...thorough,
  },
  'report --format html': {
    words: (file) => ['report', file, '--format', 'html', ...day],
    timesMax: 12,
    secondsMax: 3,
  },
}

let sampleFile: string | undefined
/** The sample as `npm start` restores it, whatever book the other lines look at. */
function sampleLedger({ freshFile }: BenchBook): string {
  if (sampleFile !== undefined) return sampleFile
  sampleFile = freshFile()
  told(tellsTime, [command, 'restore', sampleFile, sample])
  return sampleFile
}

/** Whole processes on the sample, in processor time. */
export const commandsOnSample: readonly Gauge[] = Object.entries(commands).map(([name, { words, timesMax }]) => ({
  what: `\`taizhang ${name}\` on the sample, whole process, processor time`,
  against: '`node -e 0`',
  atMost: timesMax,
  unit: '×',
  measure: (book) => timeOf([command, ...words(sampleLedger(book))]) / timeOf(['-e', '0']),
}))

/** What each command loads, beside Node's own. */
export const loadedByCommands: readonly Gauge[] = Object.entries(commands).map(([name, { words }]) => ({
  what: `\`taizhang ${name}\`: JavaScript loaded`,
  against: 'kB, not minified',
  unit: ' kB',
  measure: (book) => told(tellsLoaded, [command, ...words(sampleLedger(book))]) / 1000,
}))

/** Whole processes on the book, in processor time. The goals are those of 100,000 events. */
export const commandsOnBook: readonly Gauge[] = Object.entries(commands)
  .filter(([name]) => name !== 'events')
  .map(([name, { words, secondsMax }]) => ({
    what: `\`taizhang ${name}\`, whole process`,
    against: 'processor time',
    atMost: secondsMax,
    goalAt: 100_000,
    unit: ' s',
    measure: ({ file }) => told(tellsTime, [command, ...words(file)]) / 1000,
  }))

/** One event onto a book that is there. */
export const recordingOne: Gauge = {
  what: '`taizhang record` of one event onto 20,000, whole process',
  against: 'processor time',
  atMost: 0.4,
  unit: ' s',
  measure: async ({ size, freshFile }) => {
    const file = freshFile()
    const store = sqliteStore(file, { domain: party, create: true })
    const drafts = districtBook({ size: Math.min(size, 20_000) - 1, seed: 20210630 })
    const restored = await restoreLedger(store, recordedTexts(drafts, { book: 'bench', batch: 5 }))
    await store.close()
    if (!restored.ok) throw new Error(JSON.stringify(restored.refusals[0]))
    const times = Array.from({ length: rounds }, (_, at) => {
      const data = { unitId: `bench-${at}`, kind: 'enterprise', name: '新单位' }
      const event = JSON.stringify({ type: 'UnitListed', effectiveOn: '2021-06-30', actor: 'clerk-1', data })
      return told(tellsTime, [command, 'record', file, '-'], event)
    })
    return quantile(times, 0.5) / 1000
  },
}
