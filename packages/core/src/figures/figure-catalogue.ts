import type { Figure } from '@taizhang/kernel/define'
import { figures } from './catalogue.ts'

/** Every figure by its id, in the order of the work report. */
export const figureCatalogue: ReadonlyMap<string, Figure> = new Map(figures.map((figure) => [figure.id, figure]))
