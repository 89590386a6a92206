import { figureCatalogue, type Figure } from '@taizhang/core/figures'

import { near, perhaps } from './near.ts'
import { stop } from './stop.ts'

/** The figure of that id; stops where there is none. */
export function figureNamed(id: string): Figure {
  const figure = figureCatalogue.get(id)
  if (figure) return figure
  const names = near(id, figureCatalogue.keys())
  const meant = perhaps(names)
  return stop(
    'notFound',
    'no-such-figure',
    {
      zh: `没有指标 ${id}${meant.zh}；全部指标见 npx taizhang figures`,
      en: `there is no figure ${id}${meant.en}; npx taizhang figures prints them all`,
    },
    { figure: id, near: names },
  )
}
