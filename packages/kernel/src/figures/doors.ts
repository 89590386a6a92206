import type { AnyRelation } from '../define/relation.ts'
import { backwards, expectObject, expectText, expectWindow, foundField, shown, unknown, wrong } from '../doors/doors.ts'
import type { Facts } from '../facts/facts.ts'
import { fail, type Words } from '../errors/refusal.ts'
import type { Figure } from './figure.ts'
import { rowsOfScope, scopeIdOf, scopesOfFigure } from './scopes.ts'
import type { Window } from './window.ts'
import type { CivilDate } from '../time/civil-date.ts'

/*
 * What public functions check of a question about a figure. No scope means every scope, each by itself; so what gives one value
 * needs one for a figure that is counted by scope. A figure that is not counted by scope takes none.
 */

const kinds: ReadonlySet<unknown> = new Set(['stock', 'rate', 'flow', 'flow-rate'] satisfies Figure['kind'][])

/** Fails (usage) where a value is no figure: an id, what a list of figures gave for an unknown one. */
export function expectFigure(figure: Figure, parameter = 'figure'): void {
  if (typeof figure === 'object' && figure !== null && kinds.has(figure.kind)) return
  const expected = { zh: '指标（figureNamed(编号) 给出指标）', en: 'a figure (figureNamed(id) gives one)' }
  wrong('bad-figure', parameter, expected, figure)
}

/** Fails: usage where the scope is no text, not-found where the book never had such a scope. */
export function expectScope(facts: Facts, scopedBy: AnyRelation | undefined, scope: string | undefined): void {
  if (scope === undefined) return
  expectText(scope, 'scope')
  if (scopedBy && rowsOfScope(facts, scopedBy, scope).length > 0) return
  const known = [...new Set((scopedBy ? facts.rows(scopedBy) : []).map(scopeIdOf))]
  const what = { zh: '统计口径', en: 'scope' }
  unknown({
    code: 'no-such-scope',
    parameter: 'scope',
    what,
    name: scope,
    names: known,
    called: (id) => titleIn(facts, scopedBy, id),
    fields: { scope, scopes: known },
  })
}

function titleIn(facts: Facts, scopedBy: AnyRelation | undefined, scope: string): Words | undefined {
  const name: unknown = scopedBy && rowsOfScope(facts, scopedBy, scope).at(-1)?.attributes['name']
  return typeof name === 'string' ? { zh: name, en: name } : undefined
}

/**
 * Fails: not-found where there is no such scope, usage where the figure is not counted by scope, so that a scope would be passed over.
 */
export function expectScopeOf(facts: Facts, figure: Figure, scope: string | undefined): void {
  if (scope === undefined) return
  expectText(scope, 'scope')
  const { id, title } = figure
  const scopedBy = scopesOfFigure(figure)
  if (scopedBy) {
    expectScope(facts, scopedBy, scope)
    return
  }
  fail(
    'usage',
    'not-by-scope',
    {
      zh: `指标 ${id}（${title.zh}）不分统计口径，不能只看口径 ${shown(scope)}`,
      en: `figure ${id} (${title.en}) is not counted by scope: it has no part for ${shown(scope)}`,
    },
    { parameter: 'scope', figure: id, scope: foundField(scope) },
  )
}

/** The same, and fails (usage) where the figure is counted by scope and none is given: there is no one value for all. */
export function expectOneScope(facts: Facts, figure: Figure, scope: string | undefined): void {
  expectScopeOf(facts, figure, scope)
  if (!figure.scopedBy || scope !== undefined) return
  const { id, title } = figure
  fail(
    'usage',
    'scope-needed',
    {
      zh: `指标 ${id}（${title.zh}）分统计口径，须写明 scope：没有一个不分口径的数值`,
      en: `figure ${id} (${title.en}) is counted by scope, so scope must be given: it has no value for all of them`,
    },
    { parameter: 'scope', figure: id },
  )
}

/** Fails (usage) where a value is no text, or the figure is told apart by nothing. A value that nothing has counts nothing. */
export function expectBy(figure: Figure, by: string | undefined): void {
  if (by === undefined) return
  expectText(by, 'by')
  if ('by' in figure && figure.by !== undefined) return
  const { id, title } = figure
  fail(
    'usage',
    'not-told-apart',
    { zh: `指标 ${id}（${title.zh}）没有分类`, en: `figure ${id} (${title.en}) is not told apart by anything` },
    { parameter: 'by', figure: id, found: by.slice(0, 80) },
  )
}

/** Fails (usage) where an end of the window is no day, or the window ends before it begins. */
export function expectPartWindow(window: Partial<Window>): void {
  expectObject(window, 'window')
  expectWindow(window, 'window.')
}

/** The same for a window of which both ends are needed. */
export function expectWholeWindow({ from, to }: Window, prefix = 'window.'): void {
  expectWindow({ from: from ?? null, to: to ?? null }, prefix)
}

/** Fails (usage) where a window begins after its end, and its beginning was given: one that begins by itself has not begun yet. */
export function expectForwards({ from }: Partial<Window>, to: CivilDate): void {
  if (from !== undefined && from > to) backwards(from, to, 'window.')
}
