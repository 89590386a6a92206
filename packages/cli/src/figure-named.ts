import { expectText, unknown } from '@taizhang/kernel/internal'
import type { Domain, Figure } from '@taizhang/kernel/define'

/** The figure of that id; stops (not-found), with the nearest ids, where the domain has none. */
export function figureNamed({ figures }: Pick<Domain, 'figures'>, id: string): Figure {
  expectText(id, 'id')
  return (
    figures.get(id) ??
    unknown({
      code: 'no-such-figure',
      parameter: 'id',
      what: { zh: '指标', en: 'figure' },
      name: id,
      names: figures.keys(),
      called: (known) => figures.get(known)?.title,
      fields: { figure: id },
    })
  )
}
