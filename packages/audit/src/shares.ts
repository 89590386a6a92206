import {
  behind,
  windowOf,
  figureValue,
  type Ledger,
  type View,
  type Contribution,
  type Question,
  type Facts,
  type FigureValue,
  type Window,
} from '@taizhang/kernel'
import type { Figure, Flow, Stock } from '@taizhang/kernel/define'
import { cutOfGroup, rowsOfScope, scopesOfFigure, valueOfGroup, type Cut } from '@taizhang/kernel/internal'
import { factText } from './fact-note.ts'

/** A figure that is a sum. A rate has two. */
export type Summed = Stock | Flow

/** What a figure is summed from: itself; of a rate the part, then the whole. */
export const sidesOf = (figure: Figure): readonly Summed[] =>
  'part' in figure ? [figure.part, figure.whole] : [figure]

/** A contribution with what tells it apart from the others, in any view of the book. */
export interface Share extends Contribution {
  readonly id: string
}

export type Shares = ReadonlyMap<string, Share>

/**
 * The contributions to each side of a figure by what tells them apart: the subject, what those have in common that count together,
 * or the place in the book of the events counted, which a correction takes over from what it corrects.
 */
export function sharesOf(ledger: Ledger, view: View, figure: Figure, question: Question): readonly Shares[] {
  const window = windowOf(view, figure, question.window)
  const known = knowsScope(view.facts, figure, question.scope)
  return sidesOf(figure).map((side) => byId(ledger, known ? behind(view, side, { ...question, window }) : []))
}

/** Whether a view has ever heard of a scope that another view knows. */
export function knowsScope(facts: Facts, figure: Figure, scope: string | undefined): boolean {
  if (scope === undefined) return true
  const scopedBy = scopesOfFigure(figure)
  return scopedBy !== undefined && rowsOfScope(facts, scopedBy, scope).length > 0
}

/** A figure's value in a view that may not know the scope. */
export function valueIn(view: View, figure: Figure, window: Window, question: Omit<Question, 'window'>): FigureValue {
  const { scope, by } = question
  const { facts } = view
  if (!knowsScope(facts, figure, scope)) return { value: null }
  const group = groupWith(figure, question)
  const cut = cutOfGroup(view, figure, { group, where: question.where })
  const asked = question.group ?? question.where
  if (!cut || asked === undefined) return figureValue(facts, figure, window, { scope, by })
  return valueOfGroup(facts, figure, cut, { window, scope, group })
}

/** The group that is asked for, with the value that the figure itself is told apart by. */
export const groupWith = (
  figure: Figure,
  { group = {}, by }: Omit<Question, 'window'>,
): Readonly<Record<string, string>> =>
  by === undefined || !('by' in figure) || figure.by === undefined ? group : { ...group, [figure.by]: by }

/** The dimensions' part of a group, without what the figure itself is told apart by. */
export function groupApart(figure: Figure, group: Question['group'] = {}): Readonly<Record<string, string>> {
  const own = 'by' in figure ? figure.by : undefined
  return Object.fromEntries(Object.entries(group).filter(([name]) => name !== own))
}

/** By what a question groups and filters; `undefined` where by nothing. */
export const cutIn = (
  view: View,
  figure: Figure,
  { group, where }: Pick<Question, 'group' | 'where'>,
): Cut | undefined => cutOfGroup(view, figure, { group: groupApart(figure, group), where })

function byId(ledger: Ledger, contributions: readonly Contribution[]): Shares {
  const orderOf = (position: number): number => ledger.event(position)?.order ?? position
  const found = new Map<string, Share>()
  for (const contribution of contributions) {
    const { group, rows, events, by } = contribution
    const [subject] = rows
    const own = group ?? (subject ? factText(subject) : JSON.stringify(events.map(orderOf)))
    // An event may count under several headings; each is a share of its own.
    let id = by === undefined || group !== undefined ? own : `${own} ${by}`
    while (found.has(id)) id += '+'
    found.set(id, { ...contribution, id })
  }
  return found
}
