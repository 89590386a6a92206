// TEMPORARY until core exports these.
export * from '../../packages/core/src/draft.ts'
export * from '../../packages/core/src/procedures/dissolve-organization.ts'
export * from '../../packages/core/src/procedures/merge-organization.ts'
export * from '../../packages/core/src/procedures/move-system.ts'
export * from '../../packages/core/src/procedures/wind-up-unit.ts'
