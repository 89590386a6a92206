import type { Measured } from './measure.ts'

export interface Result {
  readonly what: string
  readonly against: string
  readonly size: number
  readonly value: number
  readonly atMost?: number | undefined
  readonly unit: string
}

export interface Setting {
  readonly date: string
  readonly machine: string
  readonly versions: string
}

/** The table, for people: Markdown. Absolute times are noise on shared machines; the ratios count. */
export function results(measured: readonly Measured[], gauged: readonly Result[], setting: Setting): string {
  return `# What was measured

${setting.date}, ${setting.machine}, ${setting.versions}. Made by \`pnpm bench --write\`.

*Ratio* is the other's time divided by ours, the median of neighbouring rounds in one process; *spread* is the middle half of
them. A goal that is not met is marked **not met**: the table says what is, not what was hoped for.

| what | against | events | ours | other | ratio | spread | goal | |
|---|---|---:|---:|---:|---:|---|---:|---|
${measured.map(measuredRow).join('\n')}

| what | against | events | value | goal | |
|---|---|---:|---:|---:|---|
${gauged.map(gaugeRow).join('\n')}

Growth from the smallest to the largest book: the exponent *e* of *time = c · eventsᵉ*; 0 is flat, 1 is linear, and 0.15 is twice the time for a
hundred times the events.

| what | exponent | goal | |
|---|---:|---:|---|
${growthRows(measured).join('\n')}
`
}

const goal = (text: string, is: boolean): string => `${text} | ${is ? 'met' : '**not met**'}`
const noGoal = ' | '

const measuredRow = ({ what, against, size, oursMs, otherMs, ratio, spread, atLeast }: Measured): string =>
  `| ${what} | ${against} | ${size} | ${duration(oursMs)} | ${duration(otherMs)} | ${short(ratio)} | ${spread.map(short).join(' – ')} | ${atLeast === undefined ? noGoal : goal(`≥ ${short(atLeast)}`, ratio >= atLeast)} |`

const gaugeRow = ({ what, against, size, value, atMost, unit }: Result): string =>
  `| ${what} | ${against} | ${size === 0 ? '' : size} | ${short(value)}${unit} | ${atMost === undefined ? noGoal : goal(`≤ ${atMost}${unit}`, value <= atMost)} |`

const linear = 1.05

function growthRows(measured: readonly Measured[]): readonly string[] {
  return [...Map.groupBy(measured, ({ what }) => what)].flatMap(([what, points]) => {
    const [first, last] = [points[0], points.at(-1)]
    if (!first || !last || first.size === last.size) return []
    const exponent = Math.log(last.oursMs / first.oursMs) / Math.log(last.size / first.size)
    const { growthMax = linear } = first
    return [`| ${what} | ${exponent.toFixed(2)} | ${goal(`≤ ${growthMax}`, exponent <= growthMax)} |`]
  })
}

function short(value: number): string {
  if (value >= 100) return value.toFixed(0)
  if (value >= 10) return value.toFixed(1)
  return value >= 0.1 ? value.toFixed(2) : value.toPrecision(1)
}

const duration = (ms: number): string =>
  ms >= 1000 ? `${short(ms / 1000)} s` : ms >= 1 ? `${short(ms)} ms` : `${short(ms * 1000)} µs`
