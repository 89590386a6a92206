import type { Figure } from '@taizhang/kernel/define'
import { expectText, unknown } from '@taizhang/kernel/internal'
import { figures } from './catalogue.ts'

/** Every figure by its id, in the order of the work report. */
export const figureCatalogue: ReadonlyMap<string, Figure> = new Map(figures.map((figure) => [figure.id, figure]))

/**
 * The figure of that id.
 *
 * Throws `LedgerError` (not-found), with the nearest ids, where there is none.
 *
 * @example figureNamed('members').title.zh // => '党员数'
 */
export function figureNamed(id: string): Figure {
  expectText(id, 'id')
  const figure = figureCatalogue.get(id)
  if (figure) return figure
  const what = { zh: '指标', en: 'figure' }
  return unknown({
    code: 'no-such-figure',
    parameter: 'id',
    what,
    name: id,
    names: figureCatalogue.keys(),
    called: (known) => figureCatalogue.get(known)?.title,
    fields: { figure: id },
  })
}
