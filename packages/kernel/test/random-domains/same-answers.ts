import { expect } from 'vitest'
import { figureRows, findingsOn, rowsOn, subjectHistory, type Ledger, type Refusal } from '../../src/index.ts'
import { LedgerError } from '../../src/index.ts'
import { findings, flowIn, history, stockOn, type Told } from './naive-answers.ts'
import { NaiveBook, compare, type NaiveEvent, type Reason } from './naive-facts.ts'
import { ids } from './random-drafts.ts'
import type { Recipe } from './recipe.ts'

const sorted = (value: object): unknown => Object.entries(value).toSorted(([a], [b]) => compare(a, b))
const textOf = (key: unknown): string => JSON.stringify(sorted(key as object))

/** What a refusal must name, as text. */
function reasonText({ code, relation, key, keys, on, parent, target, events }: Refusal | Reason): string {
  const of = target as Reason['target']
  const all = (keys as Reason['keys'])?.map(textOf).toSorted()
  return JSON.stringify([
    code,
    relation,
    key && textOf(key),
    all,
    on,
    parent,
    of && [of.relation, textOf(of.key)],
    events,
  ])
}

export const expectSameReasons = (refusals: readonly Refusal[], reasons: readonly Reason[]): void =>
  expect(refusals.map(reasonText).toSorted()).toEqual(reasons.map(reasonText).toSorted())

interface PlainRow {
  readonly key: object
  readonly attributes: object
  readonly from: string
  readonly to: string
  readonly openedBy: number
  readonly closedBy?: number | null | undefined
}

const rowText = (relation: string, { key, attributes, from, to, openedBy, closedBy }: PlainRow): string =>
  JSON.stringify([relation, sorted(key), sorted(attributes), from, to, openedBy, closedBy])

const toldTexts = (all: readonly Told[]): string[] => all.map((one) => JSON.stringify(one)).toSorted()

/** What was compared, so that nothing passes on nothing. */
export interface Compared {
  rows: number
  values: number
  findings: number
  histories: number
}

/** Every relation, figure, finding and history of a book on a day, as known at a size. */
export function expectSameAnswers(
  recipe: Recipe,
  ledger: Ledger,
  events: readonly NaiveEvent[],
  { asOf, knownAt, from }: { readonly asOf: string; readonly knownAt: number; readonly from: string },
  compared: Compared,
): void {
  const view = ledger.asOf(asOf, { knownAt })
  const book = new NaiveBook(recipe, events, knownAt)
  const { domain } = ledger
  const naive = book.facts.flatMap(({ relation: { name }, key, stretches }) =>
    stretches.map((stretch) => ({ name, row: { key, ...stretch } })),
  )
  const texts = (rows: typeof naive): string[] => rows.map(({ name, row }) => rowText(name, row)).toSorted()
  const found = domain.relations.map((relation) => ({
    name: relation.name,
    all: view.facts.rows(relation),
    onDay: rowsOn(view, relation),
  }))
  expect(found.flatMap(({ name, all }) => all.map((row) => rowText(name, row))).toSorted()).toEqual(
    texts(naive.filter(({ row }) => row.from < row.to)),
  )
  expect(found.flatMap(({ name, onDay }) => onDay.map((row) => rowText(name, row))).toSorted()).toEqual(
    texts(naive.filter(({ row }) => row.from <= asOf && asOf < row.to)),
  )
  // Those of no days, too.
  for (const { relation, key, stretches } of book.facts) {
    const of = domain.relations.find(({ name }) => name === relation.name)
    expect(of && view.facts.life(of, key).map((row) => rowText(relation.name, row))).toEqual(
      stretches.map((stretch) => rowText(relation.name, { key, ...stretch })),
    )
  }
  compared.rows += naive.length

  const told = [...domain.figures.values()].flatMap((figure): readonly Told[] =>
    figureRows(view, figure, figure.kind === 'flow' ? { window: { from, to: asOf } } : {}).map(
      ({ figure: id, scope, by, value }) => [id, scope, by?.['kind'], Number(value)],
    ),
  )
  const naiveTold = [
    ...recipe.stocks.flatMap((stock) => stockOn(book, stock, asOf)),
    ...recipe.flows.flatMap((flow) => flowIn(book, flow, { from, to: asOf })),
  ]
  expect(toldTexts(told)).toEqual(toldTexts(naiveTold))
  compared.values += naiveTold.filter(([, , , value]) => value !== 0).length

  const naiveFindings = findings(book, recipe.check, asOf)
  expect(
    findingsOn(view)
      .map(({ subject, since, until }) => [subject, since, until])
      .toSorted(([a = ''], [b = '']) => compare(a, b)),
  ).toEqual(naiveFindings)
  compared.findings += naiveFindings.length

  for (const id of ids) {
    const naiveHistory = history(book, id)
    expect(historyOf(ledger, id, knownAt)).toEqual(naiveHistory)
    compared.histories += naiveHistory.length
  }
}

function historyOf(ledger: Ledger, subject: string, knownAt: number): unknown {
  try {
    return subjectHistory(ledger, subject, { knownAt }).map(({ position, withdrawnBy }) => [position, withdrawnBy])
  } catch (error) {
    if (error instanceof LedgerError && error.refusal.code === 'no-such-subject') return []
    throw error
  }
}
