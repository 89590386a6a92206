/** What the examples of workbooks and forms begin with: a book with two units, and a form of them with one edit. */
import { createLedger, memoryStore, party, type RecordOptions } from '@taizhang/core'
import { forms } from '@taizhang/core/forms'
import type { Form } from '@taizhang/kernel/define'
import { readForm, readWorkbook } from '@taizhang/tabular'

let ids = 0
const options: RecordOptions = {
  now: new Date('2021-07-01T04:00:00Z'),
  newId: () => `00000000-0000-4000-8000-${String(++ids).padStart(12, '0')}`,
  actor: 'clerk',
}
const units: Form = forms[0] ?? {
  id: '',
  title: { zh: '', en: '' },
  titles: [],
  about: '',
  roles: {},
  acts: {},
  columns: [],
}

const listed = (unitId: string, name: string) => ({
  type: 'UnitListed' as const,
  effectiveOn: '2020-01-01',
  data: { unitId, kind: 'enterprise' as const, name, town: '临港镇' },
})

/** A book of two units, and a form of them on which one has moved. */
export async function given() {
  const ledger = await createLedger(memoryStore(), { book: '350305', name: '台账' }, options)
  await ledger.record([listed('u1', '海峡木业'), listed('u2', '东峤石材')], options)
  const bytes = new TextEncoder().encode('单位名称,乡镇\n海峡木业,临港镇\n东峤石材,东峤镇\n')
  const { rows } = readForm(units, party, await readWorkbook(bytes))
  return { form: units, forms, domain: party, view: ledger.asOf('2021-07-31'), bytes, rows }
}
