import type { CivilDate, Evidence } from '@taizhang/core'
import { daysBetween, yearOf } from './days.ts'

const document = (stem: string, issuer: string, date: CivilDate): Evidence => {
  const number = 1 + (daysBetween(`${yearOf(date)}-01-01`, date) >> 1)
  return { documentNumber: `${stem}〔${yearOf(date)}〕${number}号`, issuer, date }
}

/** Invented documents; their numbers follow the days of the year. */
export const organizationDocument = (date: CivilDate): Evidence => document('海委组', '海屿区委组织部', date)
export const workCommitteeDocument = (date: CivilDate): Evidence => document('海两新', '海屿区两新工委', date)
export const townDocument = (town: string, date: CivilDate): Evidence =>
  document(`${town.slice(0, 2)}委`, `${town}党委`, date)
