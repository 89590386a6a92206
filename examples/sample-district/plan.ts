import type { CivilDate, DataOf } from '@taizhang/core'
import { openingDay } from './days.ts'
import type { Town, UnitName } from './places-and-names.ts'

type Founding = DataOf<'OrganizationFounded'>
export type Category = DataOf<'UnitListed'>['kind']

/** A unit with its whole life, as it is known at the end. */
export interface PlannedUnit extends UnitName {
  readonly id: string
  readonly kind: Category
  readonly town: Town
  readonly listedOn: CivilDate
  /** How it leaves; `told`: a story of its own says so. */
  readonly leaves?: {
    readonly on: CivilDate
    readonly reason: DataOf<'UnitDelisted'>['reason']
    readonly told: boolean
  }
  /** Its share of the category's employees on the report's day. */
  readonly weight: number
}

/** A unit that an organization covers from a day on; `told`: a story of its own says so. */
export interface Cover {
  readonly unit: PlannedUnit
  readonly from: CivilDate
  readonly to?: CivilDate
  readonly told?: boolean
  /** The unit's member comes with an organization that is merged into this one. */
  readonly brings?: boolean
}

/** How an organization ends, and where its members go. */
export interface Ending {
  readonly on: CivilDate
  readonly how: 'wound-up' | 'bankrupt' | 'merged' | 'shell-dissolved' | 'shell-merged' | 'relocated'
  readonly into: PlannedOrganization
  /** So many of its members stay with `into` for good. */
  readonly keeps: number
}

/** An organization with its whole life. */
export interface PlannedOrganization {
  readonly id: string
  readonly name: string
  /** As founded. */
  readonly kind: Founding['kind']
  readonly formation: Founding['formation']
  readonly category: Category
  readonly town: Town
  /** As founded. */
  readonly superiorId: string
  readonly foundedOn: CivilDate
  /** When the founding was filed, where that was out of turn. */
  readonly filedOn?: CivilDate
  /** Founded in a story of its own. */
  readonly told?: boolean
  readonly covers: readonly Cover[]
  /** The unit that all its members work in, where it is one. */
  readonly home?: PlannedUnit
  /** Members on the report's day, or on the organization's last. */
  readonly size: number
  /** Whose members they were before it was founded. */
  readonly origin?: PlannedOrganization
  /** The share of its members who have been there from the beginning. */
  readonly foundersShare?: number
  /** From that day on, whoever comes replaces somebody who leaves: the number of members stays. */
  readonly steadyFrom?: CivilDate
  readonly ends?: Ending
}

export const isOpening = ({ foundedOn }: PlannedOrganization): boolean => foundedOn === openingDay

/** Gives out ids and keeps what there is. Mutated while the district is planned, and never after. */
export interface Register {
  readonly units: readonly PlannedUnit[]
  readonly organizations: readonly PlannedOrganization[]
  unit(unit: Omit<PlannedUnit, 'id'>): PlannedUnit
  organization(organization: Omit<PlannedOrganization, 'id'>): PlannedOrganization
}

export function newRegister(): Register {
  const units: PlannedUnit[] = []
  const organizations: PlannedOrganization[] = []
  return {
    units,
    organizations,
    unit: (unit) => {
      const number = units.filter(({ kind }) => kind === unit.kind).length + 1
      const planned = { ...unit, id: `${unit.kind === 'enterprise' ? 'e' : 's'}${String(number).padStart(3, '0')}` }
      units.push(planned)
      return planned
    },
    organization: (organization) => {
      const planned = { ...organization, id: `o${String(organizations.length + 1).padStart(3, '0')}` }
      organizations.push(planned)
      return planned
    },
  }
}
