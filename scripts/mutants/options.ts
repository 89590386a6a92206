import { parseArgs } from 'node:util'
import { areas, type Area } from './mutants.ts'

export interface Options {
  readonly seed: number
  readonly count: number
  readonly minutes: number
  readonly each: number
  readonly workers: number
  readonly areas: readonly Area[]
  /** A part of the sources' paths: only these are changed. */
  readonly file: string
}

export const help = `npm run mutants -- [--seed n] [--count n] [--package name]… [--file part] [--minutes n] [--each n]
  [--workers n]

Changes one place of one source at a time, in memory, and runs the tests of that package until one fails.
What no test notices is printed. Sources stay as they are.

  --seed     which changes: the same seed, the same changes (default: by the clock, printed)
  --count    how many in each package (default 40)
  --package  ${areas.map(({ name }) => name).join(', ')} (default: all; several may be given)
  --file     only sources whose path has this in it
  --minutes  begin no change after so many minutes (default 60)
  --each     try on one change only the nearest tests that take so many seconds (default: all that reach it)
  --workers  how many processes run tests (default 1)`

const whole = (name: string, text: string): number => {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 0) throw new Error(`--${name} takes a whole number, not ${text}`)
  return value
}

/** What the command line asks for; undefined where it asks for help. */
export function optionsOf(args: readonly string[]): Options | undefined {
  const text = { type: 'string' } as const
  const { values } = parseArgs({
    args: [...args],
    options: {
      help: { type: 'boolean' },
      seed: { ...text, default: String(Date.now() % 2 ** 31) },
      count: { ...text, default: '40' },
      minutes: { ...text, default: '60' },
      each: { ...text, default: '100000' },
      workers: { ...text, default: '1' },
      file: { ...text, default: '' },
      package: { ...text, multiple: true, default: areas.map(({ name }) => name) },
    },
  })
  if (values.help) return undefined
  for (const name of values.package)
    if (!areas.some((area) => area.name === name))
      throw new Error(`no package ${name}; there are ${areas.map(({ name }) => name).join(', ')}`)
  return {
    seed: whole('seed', values.seed),
    count: whole('count', values.count),
    minutes: whole('minutes', values.minutes),
    each: whole('each', values.each),
    workers: Math.max(1, whole('workers', values.workers)),
    areas: areas.filter(({ name }) => values.package.includes(name)),
    file: values.file,
  }
}
