import { draft, type DataOf, type Draft } from '@taizhang/core'

/** Events as stories tell them: the day first. */
export const on = <T extends Parameters<typeof draft>[0]>(day: string, type: T, data: DataOf<T>): Draft =>
  draft(type, day, data)

/** A branch of enterprises that is there from 2015 on. */
export const org = (organizationId: string, more: Partial<DataOf<'OrganizationFounded'>> = {}): Draft =>
  on('2015-01-01', 'OrganizationFounded', {
    organizationId,
    name: organizationId,
    kind: 'branch',
    formation: 'solo',
    category: 'enterprise',
    unitIds: [],
    ...more,
  })

/** An enterprise that is listed from 2015 on. */
export const unit = (unitId: string, more: Partial<DataOf<'UnitListed'>> = {}): Draft =>
  on('2015-01-01', 'UnitListed', { unitId, kind: 'enterprise', name: unitId, ...more })
