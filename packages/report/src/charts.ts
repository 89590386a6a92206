import type { EChartsOption } from 'echarts'

import { postsOf, type ChartTable } from './chart-tables.ts'
import { draw } from './draw.ts'
import { phrases } from './phrases.ts'
import type { Report } from './report.ts'
import { formationWords, organizationKindWords, type Language } from './words.ts'

/** What a colour or a line of a chart stands for. */
export interface LegendEntry {
  readonly title: string
  /** Which of the page's series colours. */
  readonly colour: number
  readonly line: boolean
  readonly dashed?: boolean
}

/** A chart drawn twice, for a wide and for a narrow place; `undefined` where there is nothing to draw. */
export interface Chart {
  readonly wide: string
  readonly narrow: string
  readonly legend: readonly LegendEntry[]
}

interface Sketch {
  readonly option: (narrow: boolean) => EChartsOption
  readonly height: number
  readonly legend: readonly LegendEntry[]
}

const wideWidth = 680
const narrowWidth = 328

/** Draws the chart of a table. */
export function chartOf(report: Report, { id, title, rows, head }: ChartTable, language: Language): Chart | undefined {
  const sketch = rows.length === 0 ? undefined : sketchOf(report, id, language)
  if (!sketch) return undefined
  const description = rows.map((cells) => cells.map((cell, at) => `${head[at]} ${cell}`).join(' ')).join('; ')
  const drawn = (variant: 'wide' | 'narrow'): string =>
    draw(
      {
        id: `${id}-${variant}`,
        title,
        description,
        width: variant === 'wide' ? wideWidth : narrowWidth,
        height: sketch.height,
      },
      sketch.option(variant === 'narrow'),
    )
  return { wide: drawn('wide'), narrow: drawn('narrow'), legend: sketch.legend }
}

function sketchOf(report: Report, id: ChartTable['id'], language: Language): Sketch {
  switch (id) {
    case 'coverage-chart':
      return coverageSketch(report, language)
    case 'terms-chart':
      return termsSketch(report, language)
    case 'recruited-chart':
      return recruitedSketch(report, language)
    case 'formations-chart':
      return formationsSketch(report, language)
  }
}

const colours = 4
const colour = (at: number): string => `var(--series-${(at % colours) + 1})`

const label = { color: 'var(--muted)', fontSize: 12 } as const
const rule = { lineStyle: { color: 'var(--rule)' } } as const
const valueAxis = {
  type: 'value',
  minInterval: 1,
  splitNumber: 4,
  axisLabel: label,
  splitLine: rule,
} as const
const categoryAxis = { type: 'category', axisLine: rule, axisTick: { show: false } } as const
/** The place for the axes: labels are kept inside the picture. */
const grid = {
  left: 8,
  right: 10,
  top: 22,
  bottom: 10,
  outerBoundsMode: 'same',
  outerBoundsContain: 'axisLabel',
} as const

function coverageSketch({ charts: { coverage }, scopes }: Report, language: Language): Sketch {
  const days = coverage.series[0]?.points.map(({ on }) => on) ?? []
  const values = coverage.series.map(({ points }) => points.map(({ value }) => (value === null ? null : Number(value))))
  const lowest = Math.min(100, ...values.flat().filter((value) => value !== null))
  const years = new Set(days.map((day) => day.slice(0, 4))).size
  const firstOfYear = (at: number): boolean => at === 0 || days[at]?.slice(0, 4) !== days[at - 1]?.slice(0, 4)
  const shown = (at: number, every: number): boolean => firstOfYear(at) && Number(days[at]?.slice(0, 4)) % every === 0
  return {
    height: 260,
    legend: scopes.map(({ title }, at) => ({
      title: title[language],
      colour: (at % colours) + 1,
      line: true,
      dashed: at % 2 === 1,
    })),
    option: (narrow) => ({
      grid,
      xAxis: {
        ...categoryAxis,
        boundaryGap: false,
        data: days,
        axisLabel: {
          ...label,
          interval: (at: number) => shown(at, Math.ceil(years / (narrow ? 5 : 12))),
          formatter: (day: string) => day.slice(0, 4),
        },
      },
      yAxis: {
        ...valueAxis,
        min: Math.max(0, Math.floor(lowest / 10) * 10 - 10),
        max: 100,
        axisLabel: { ...label, formatter: '{value}%' },
      },
      series: values.map((data, at) => ({
        type: 'line',
        data,
        showSymbol: false,
        silent: true,
        lineStyle: { color: colour(at), width: 2.5, type: at % 2 === 0 ? 'solid' : 'dashed' },
      })),
    }),
  }
}

function termsSketch({ charts: { termsDue } }: Report, language: Language): Sketch {
  const overdue = phrases.overdue[language]
  const counts = [termsDue.overdue, ...termsDue.months.map(({ terms }) => terms)]
  return {
    height: 220,
    legend: [
      { title: overdue, colour: 1, line: false },
      { title: { zh: '任期届满', en: 'Coming due' }[language], colour: 2, line: false },
    ],
    option: (narrow) => ({
      grid,
      xAxis: {
        ...categoryAxis,
        data: [overdue, ...termsDue.months.map(({ month }) => month)],
        axisLabel: {
          ...label,
          // Counted from the first month of the picture; the bar before it has the legend's colour.
          interval: (at: number) => at > 0 && (at - 1) % (narrow ? 8 : 4) === 0,
        },
      },
      yAxis: valueAxis,
      series: [
        {
          type: 'bar',
          silent: true,
          barCategoryGap: '30%',
          label: {
            ...label,
            show: !narrow,
            position: 'top',
            formatter: ({ dataIndex }: { readonly dataIndex: number }) => String(counts[dataIndex] || ''),
          },
          data: counts.map((value, at) => ({ value, itemStyle: { color: colour(at === 0 ? 0 : 1) } })),
        },
      ],
    }),
  }
}

const barsLabelledMax = 15

function recruitedSketch({ charts: { recruited } }: Report, language: Language): Sketch {
  const posts = postsOf(recruited)
  const labelled = recruited.years.length <= barsLabelledMax
  return {
    height: 240,
    legend: posts.map(({ title }, at) => ({ title: title[language], colour: at + 1, line: false })),
    option: () => ({
      grid,
      xAxis: { ...categoryAxis, data: recruited.years.map(({ from }) => from.slice(0, 4)), axisLabel: label },
      yAxis: valueAxis,
      series: posts.map(({ post }, at) => ({
        type: 'bar',
        stack: 'all',
        silent: true,
        barCategoryGap: '40%',
        itemStyle: { color: colour(at), borderColor: 'var(--paper)', borderWidth: 1 },
        label: {
          ...label,
          show: labelled && at === posts.length - 1,
          position: 'top',
          formatter: ({ dataIndex }: { readonly dataIndex: number }) => String(recruited.years[dataIndex]?.total ?? ''),
        },
        data: recruited.years.map(({ by }) => by[post] ?? 0),
      })),
    }),
  }
}

const barHeight = 40

function formationsSketch({ charts: { formations } }: Report, language: Language): Sketch {
  const kinds = Object.keys(organizationKindWords).filter((kind) => formations.some(({ kinds }) => kinds[kind]))
  return {
    height: formations.length * barHeight,
    legend: kinds.map((kind, at) => ({
      title: organizationKindWords[kind]?.[language] ?? kind,
      colour: at + 1,
      line: false,
    })),
    option: () => ({
      grid: { ...grid, top: 0, left: 12, right: 30 },
      xAxis: { ...valueAxis, show: false },
      yAxis: {
        ...categoryAxis,
        axisLine: { show: false },
        inverse: true,
        data: formations.map(({ formation }) => formationWords[formation]?.[language] ?? formation),
        axisLabel: { ...label, color: 'var(--ink)' },
      },
      series: kinds.map((kind, at) => ({
        type: 'bar',
        stack: 'all',
        silent: true,
        barWidth: 18,
        itemStyle: { color: colour(at), borderColor: 'var(--paper)', borderWidth: 1 },
        label: {
          ...label,
          show: at === kinds.length - 1,
          position: 'right',
          formatter: ({ dataIndex }: { readonly dataIndex: number }) => String(formations[dataIndex]?.total ?? ''),
        },
        data: formations.map(({ kinds }) => kinds[kind] ?? 0),
      })),
    }),
  }
}
