import { expectText, unknown } from '@taizhang/kernel/internal'
import type { Domain, Figure } from '@taizhang/kernel/define'

import { isCalled, onlyOne } from './ambiguous.ts'

/** The figure of that id, or of that title; stops (not-found), with the nearest ids, where the domain has none. */
export function figureNamed({ figures }: Pick<Domain, 'figures'>, name: string): Figure {
  expectText(name, 'id')
  const own = figures.get(name)
  if (own) return own
  const called = [...figures.values()].filter(({ title }) => isCalled(name, title.zh, title.en))
  const id = onlyOne('id', name, called)
  return (
    figures.get(id ?? '') ??
    unknown({
      code: 'no-such-figure',
      parameter: 'id',
      what: { zh: '指标', en: 'figure' },
      name,
      names: figures.keys(),
      called: (known) => figures.get(known)?.title,
      fields: { figure: name },
    })
  )
}
