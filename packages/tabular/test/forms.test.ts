import { party } from '@taizhang/core'
import { forms } from '@taizhang/core/forms'
import { expect, test } from 'vitest'

import { faultsOfForm } from '../src/index.ts'

test.each(forms.map((form) => [form.id, form] as const))('the form %s is data and fits the domain', (_, form) => {
  expect(faultsOfForm(form, party)).toEqual([])
  expect(JSON.parse(JSON.stringify(form))).toEqual(form)
})

test('what does not fit is named', () => {
  const [form] = forms
  if (!form) throw new Error('no form')
  const columns = [
    { title: ['甲'], kind: 'text', of: 'unit.colour' },
    { title: ['乙'], kind: 'text', of: 'nothing.name' },
    { title: ['丙'], kind: 'word', of: 'unit.kind', word: 'farm' },
    { title: ['丁'], kind: 'whole', told: { list: 'units', column: 'none' } },
  ] as const
  expect(faultsOfForm({ ...form, columns, acts: { ...form.acts, unit: { type: 'UnitFound' } } }, party)).toEqual([
    'role unit: nothing begins a unit',
    'unit: no event "UnitFound"',
    '甲: unit has no attribute "colour"',
    '乙: "nothing.name" is about no relation',
    '丙: unit.kind is never "farm"',
    '丁: no column "none" in a list "units"',
  ])
})
