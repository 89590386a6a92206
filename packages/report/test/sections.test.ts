import { figureCatalogue } from '@taizhang/core/figures'
import { expect, test } from 'vitest'
import { sections } from '../src/index.ts'

const statements = sections.flatMap((section) => section.statements)

test('every figure of the catalogue has one place in the report, in the catalogue’s order', () => {
  expect(statements.flatMap(({ figures }) => figures)).toEqual([...figureCatalogue.keys()])
})

test('the first five sections hold the 36 statements of the source, in its order', () => {
  const ofSource = sections.slice(0, 5)
  expect(ofSource.map(({ title }) => title.zh)).toEqual([
    '完善机制，强化工作保障',
    '统筹指导，推动有效覆盖',
    '建强队伍，提升能力素质',
    '着力创新载体，突出作用发挥',
    '培育典型，增强示范引领',
  ])
  const rows = ofSource.flatMap((section) => section.statements.map(({ row }) => row))
  expect(rows).toEqual(Array.from({ length: 36 }, (_, at) => at + 1))
  expect(sections.map((section) => section.statements[0]?.row)).toEqual([1, 6, 18, 24, 31, 37])
})
