import { scope as scopes } from '../domain/book/scope.ts'
import { backwards, expectObject, expectText, expectWindow, unknown, wrong } from '../kernel/doors.ts'
import type { Facts } from '../kernel/facts.ts'
import { fail } from '../kernel/refusal.ts'
import type { Figure } from './figure.ts'
import type { Window } from './window.ts'

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
export function expectScope(facts: Facts, scope: string | undefined): void {
  if (scope === undefined) return
  expectText(scope, 'scope')
  if (facts.where(scopes, 'scopeId', scope).length > 0) return
  const known = [...new Set(facts.rows(scopes).map(({ key }) => key.scopeId))]
  const what = { zh: '统计口径', en: 'scope' }
  unknown({
    code: 'no-such-scope',
    parameter: 'scope',
    what,
    name: scope,
    names: known,
    fields: { scope, scopes: known },
  })
}

/**
 * Fails: not-found where there is no such scope, usage where the figure is not counted by scope, so that a scope would be passed over.
 */
export function expectScopeOf(facts: Facts, { id, title, scoped }: Figure, scope: string | undefined): void {
  if (scope === undefined) return
  expectScope(facts, scope)
  if (scoped) return
  fail(
    'usage',
    'not-by-scope',
    {
      zh: `指标 ${id}（${title.zh}）不分统计口径，不能只看口径 ${scope}`,
      en: `figure ${id} (${title.en}) is not counted by scope: it has no part for ${scope}`,
    },
    { parameter: 'scope', figure: id, scope },
  )
}

/** The same, and fails (usage) where the figure is counted by scope and none is given: there is no one value for all. */
export function expectOneScope(facts: Facts, figure: Figure, scope: string | undefined): void {
  expectScopeOf(facts, figure, scope)
  if (!figure.scoped || scope !== undefined) return
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
export function expectForwards(given: Partial<Window>, { from, to }: Window): void {
  if (given.from !== undefined && from > to) backwards(from, to, 'window.')
}
