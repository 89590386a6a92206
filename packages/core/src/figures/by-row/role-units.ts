import { roleUnit } from '../../domain/outcomes/role-unit.ts'
import { whereCounted } from '../counting.ts'
import { defineStock } from '@taizhang/kernel/define'

/** 24: 责任区、突击队、示范岗. */
export const roleUnits = defineStock({
  id: 'role-units',
  title: { zh: '先锋载体数', en: 'Role units' },
  doc: {
    zh: '当日的党员责任区、突击队、示范岗等，按种类分',
    en: 'Responsibility areas, commandos, demonstration posts and the like on the day, by kind.',
  },
  measure: 'items',
  of: roleUnit,
  subjects: whereCounted,
  by: 'kind',
  byOf: ({ attributes }) => attributes.kind,
  counts: () => true,
})

/** 25: 青年突击队. */
export const youthCommando = defineStock({
  id: 'youth-commando',
  title: { zh: '青年突击队数', en: 'Youth commandos' },
  doc: { zh: '当日的青年突击队数', en: 'Youth commandos on the day.' },
  measure: 'items',
  of: roleUnit,
  subjects: whereCounted,
  counts: ({ row }) => row.attributes.kind === 'youth-commando',
})

/** 30: 疫情期间的党员顶岗突击队. */
export const epidemicCommandos = defineStock({
  id: 'epidemic-commandos',
  title: { zh: '党员顶岗突击队数', en: 'Epidemic commandos' },
  doc: { zh: '当日为疫情防控组建的党员顶岗突击队数', en: 'Epidemic commandos on the day.' },
  measure: 'items',
  of: roleUnit,
  subjects: whereCounted,
  counts: ({ row }) => row.attributes.kind === 'epidemic-commando',
})
