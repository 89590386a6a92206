import type { Words } from './language.ts'
import { stop } from './stop.ts'

/** Something that a name may mean. */
export interface Candidate {
  readonly id: string
  readonly title: Words
}

/** Stops (usage): a name means several things, all of which are listed. */
export const ambiguous = (parameter: string, name: string, candidates: readonly Candidate[]): never =>
  stop(
    'usage',
    'ambiguous-name',
    {
      zh: `“${name}”不止一个：${candidates.map(({ id, title }) => `${id}（${title.zh}）`).join('、')}；请写编号`,
      en: `“${name}” is the name of several: ${candidates.map(({ id, title }) => `${id} (${title.en})`).join(', ')}; give the id`,
    },
    { parameter, found: name, candidates: candidates.map(({ id }) => id) },
  )

/** The only one of those that are called so; `undefined` where none is. Stops where there are several. */
export function onlyOne(
  parameter: string,
  name: string,
  candidates: readonly Candidate[],
): Candidate['id'] | undefined {
  const [first, ...others] = candidates
  return first && others.length > 0 ? ambiguous(parameter, name, candidates) : first?.id
}

/** Whether somebody means this by what he wrote: spaces and the width of brackets and letters do not count. */
export const isCalled = (name: string, ...titles: readonly string[]): boolean =>
  titles.some((title) => plain(title) === plain(name))

const plain = (text: string): string => text.normalize('NFKC').replaceAll(/\s+/gu, '').toLowerCase()
