import { planBranches, type Branches } from './branches.ts'
import { planAdjustedShell, planEndings, type AdjustedShell } from './endings.ts'
import { enterprises, societies } from './outlines.ts'
import { newNames } from './places-and-names.ts'
import { newRegister, type PlannedOrganization, type PlannedUnit } from './plan.ts'
import { randomOf } from './random.ts'
import { planSystems, type Systems } from './systems.ts'

/** Everything that the sample is about, before anything is recorded. */
export interface District {
  readonly units: readonly PlannedUnit[]
  readonly organizations: readonly PlannedOrganization[]
  readonly systems: Systems
  readonly enterprises: Branches
  readonly societies: Branches
  readonly adjusted: AdjustedShell
}

/**
 * The district by construction: on the report's day 80 organizations cover 119 of 125 enterprises, 24 cover 44 of 51 social
 * organizations, and 610 and 121 members belong to them.
 */
export function planDistrict(): District {
  const register = newRegister()
  const names = newNames(randomOf('names'))
  const systems = planSystems(register, names)
  const inEnterprises = planBranches(register, names, enterprises)
  const adjusted = planAdjustedShell(register, names, inEnterprises)
  planEndings(register, names, 'enterprise', inEnterprises)
  const inSocieties = planBranches(register, names, societies)
  planEndings(register, names, 'social-organization', inSocieties)
  return {
    units: register.units,
    organizations: register.organizations,
    systems,
    enterprises: inEnterprises,
    societies: inSocieties,
    adjusted,
  }
}
