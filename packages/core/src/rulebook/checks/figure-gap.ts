import type * as z from 'zod'
import { occurrence, openEnd, type Subject } from '@taizhang/kernel/define'
import { defineCheck } from '../define-check.ts'
import { bracketed, yuan } from '../../domain/typography.ts'
import { figureReported } from '../../domain/inventory/figure-reported.ts'
import { amountOf, type FigureValue, type Facts, type Words, type Row, type Said } from '@taizhang/kernel'
import { figureCatalogue } from '../../figures/figure-catalogue.ts'
import { measureWords, qualifierWords } from '../../figures/measures.ts'
import { decimalOf, rounded } from '../../figures/fraction.ts'
import { aboutPercentUsual, atVariance, unrounded, type Derived as Value } from '../../figures/variance.ts'
import { rowsOf } from '@taizhang/kernel/internal'

type Reported = z.output<typeof figureReported.data>

interface Report extends Subject {
  readonly row: Row<typeof occurrence>
  readonly data: Reported
}

/** Reports, each until one of the same figure for the same day takes its place. */
function* reports(facts: Facts): Generator<Report> {
  const rows = facts
    .where(occurrence, 'type', figureReported.type)
    .toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))
  const reported = rows.map((row): Report => {
    const data = row.attributes.data as Reported
    const { figureId, scope } = data
    return { id: scope === undefined ? figureId : `${figureId}:${scope}`, from: row.from, to: openEnd, row, data }
  })
  for (const same of Map.groupBy(reported, ({ id, data }) => `${id} ${data.asOf}`).values()) {
    for (const [at, report] of same.entries()) yield { ...report, to: same[at + 1]?.from ?? openEnd }
  }
}

interface Derived {
  readonly scope?: string
  readonly value: Value
}

/** A number as people are told of it: money is kept in fen. */
function told(value: FigureValue['value'], figureId: string): Words {
  if (figureCatalogue.get(figureId)?.measure !== 'fen') return { zh: String(value), en: String(value) }
  const number = yuan(Number(value))
  return { zh: `${number} ${measureWords.fen.zh}`, en: `${number} ${measureWords.fen.en}` }
}

/** What the book itself derives for the day that a report is about: one number, or where the report leaves out the scope, each scope's. */
function derivedFor(facts: Facts, { figureId, scope, asOf }: Reported): readonly Derived[] {
  const figure = figureCatalogue.get(figureId)
  if (!figure || (!figure.scopedBy && scope !== undefined)) return []
  return rowsOf({ facts, asOf }, figure, { scope })
    .filter(({ by, value }) => by === undefined && value !== null)
    .map((row): Derived => ({
      value: { ...row, unrounded: unrounded(facts, row) },
      ...(scope === undefined && row.scope !== undefined ? { scope: row.scope } : {}),
    }))
}

/** A report that leaves out the scope may mean any, or a count over all of them: it is wrong where it agrees with none. */
function mayMean(derived: readonly Derived[], { figureId }: Reported): readonly Value[] {
  const each = derived.map(({ value }) => value)
  if (each.length < 2 || figureCatalogue.get(figureId)?.measure === 'percent') return each
  return [...each, { value: each.reduce((sum, { value }) => sum + Number(value), 0) }]
}

/** 填报数字不符. The figure is derived in the view in which the report is looked at, so a later correction of the book may settle it. */
export const figureGap = defineCheck({
  id: 'FIGURE-GAP',
  says: ({ aboutPercent }) => ({
    zh: `填报数字与台账推算的应当一致：确数按所写的小数位数四舍五入后相同，“约”数相差不超过 ${aboutPercent}%`,
    en: `What is reported agrees with what the ledger derives: the same when rounded to as many decimals as it shows, and what is “about” a number within ${aboutPercent} %.`,
  }),
  next: {
    zh: '查明差异：台账漏记的补录，填报有误的更正填报数字',
    en: 'Find the difference: record what the ledger lacks, or correct what was reported.',
  },
  looks: (look) => [
    look({
      subjects: reports,
      holds: ({ subject: { data }, facts }, { aboutPercent }) => {
        const { quantity, asOf, source } = data
        const derived = derivedFor(facts, data)
        if (derived.length === 0) return undefined
        if (!mayMean(derived, data).every((meant) => atVariance(meant, quantity, aboutPercent))) return undefined
        const said = exactness(amountOf(quantity).qualifier)
        const number = told(quantity.value, data.figureId)
        return {
          message: {
            zh: `“${source}”填报 ${asOf} 的数字为${said.zh} ${number.zh}，台账推算为${derived.map(inWords('zh', data)).join(' /')}`,
            en: `“${source}” reported ${said.en}${number.en} as of ${asOf}; the ledger derives ${derived.map(inWords('en', data)).join(', ')}.`,
          },
        }
      },
    }),
  ],
  texts: [
    {
      id: 'FIGURE-GAP',
      title: { zh: '填报数字与台账不符', en: 'Reported figure differs' },
      severity: 'warning',
      citation: {
        zh: '台账自身的要求：工作总结与台账对照',
        en: 'Ledger hygiene: the work report held against the ledger',
      },
      parameters: { aboutPercent: aboutPercentUsual },
    },
  ],
})

/** How exact a number is, before it. */
const exactness = (qualifier: Said | undefined): Words =>
  qualifier === undefined
    ? { zh: '', en: '' }
    : { zh: qualifierWords[qualifier].zh, en: `${qualifierWords[qualifier].en} ` }

/** A rate to as many decimals as the number that it is held against, where that shows more than the figure: 82.28 beside 82.27. */
function asPrecise({ value, unrounded }: Value, reported: number): FigureValue['value'] {
  const { decimals } = decimalOf(reported)
  if (!unrounded || value === null || decimals <= decimalOf(Number(value)).decimals) return value
  const { above, below } = rounded(unrounded, decimals)
  return Number(above) / Number(below)
}

const inWords =
  (language: keyof Words, { figureId, quantity }: Reported) =>
  ({ scope, value }: Derived): string => {
    const shown = asPrecise(value, quantity.value)
    const number = `${exactness(value.qualifier)[language]}${language === 'zh' ? ' ' : ''}${told(shown, figureId)[language]}`
    return scope === undefined ? number : bracketed(number, scope)[language]
  }
