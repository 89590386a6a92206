import type { Facts, Words } from '@taizhang/kernel'
import { expectText, unknown } from '@taizhang/kernel/internal'
import { organization } from './domain/organization/organization.ts'
import { unit } from './domain/unit/unit.ts'

/** Fails: usage where an id is no text, not-found where the facts have no such organization on any day. */
export function expectOrganization(facts: Facts, organizationId: string, parameter: string): void {
  expectText(organizationId, parameter)
  if (facts.where(organization, 'organizationId', organizationId).length > 0) return
  unknown({
    code: 'no-such-organization',
    parameter,
    what: organization.title,
    name: organizationId,
    names: new Set(facts.rows(organization).map(({ key }) => key.organizationId)),
    called: (id) => lastName(facts.where(organization, 'organizationId', id)),
    fields: { organizationId },
  })
}

/** Fails: usage where an id is no text, not-found where the facts have no such unit on any day. */
export function expectUnit(facts: Facts, unitId: string, parameter: string): void {
  expectText(unitId, parameter)
  if (facts.where(unit, 'unitId', unitId).length > 0) return
  unknown({
    code: 'no-such-unit',
    parameter,
    what: unit.title,
    name: unitId,
    names: new Set(facts.rows(unit).map(({ key }) => key.unitId)),
    called: (id) => lastName(facts.where(unit, 'unitId', id)),
    fields: { unitId },
  })
}

function lastName(rows: readonly { readonly attributes: { readonly name: string } }[]): Words | undefined {
  const name = rows.at(-1)?.attributes.name
  return name === undefined ? undefined : { zh: name, en: name }
}
