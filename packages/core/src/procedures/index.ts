/** Whole batches for what people do in one go. */
export { dissolveOrganization, type Dissolution } from './dissolve-organization.ts'
export { mergeOrganization, type OrganizationMerger } from './merge-organization.ts'
export { moveSystem, type SystemMove } from './move-system.ts'
export { windUpUnit, type WindingUp } from './wind-up-unit.ts'
