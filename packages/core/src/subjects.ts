import { domain } from './domain/definitions.ts'
import { organization } from './domain/organization/organization.ts'
import { unit } from './domain/unit/unit.ts'
import { expectText, unknown } from './kernel/doors.ts'
import { subjectsOf } from './kernel/definitions.ts'
import type { LiveEvent } from './kernel/event-store.ts'
import type { Facts } from './kernel/facts.ts'

/** Every subject that an event's data names. Of an event that is not the domain's, whatever text its data has. */
function named({ type, data }: LiveEvent): readonly string[] {
  const definition = domain.events.get(type)
  return definition ? [...subjectsOf(definition, data)] : textsIn(data)
}

const textsIn = (value: unknown): readonly string[] =>
  typeof value === 'string' ? [value] : Object.values(Object(value) as object).flatMap(textsIn)

/** Fails: usage where the subject is no text, not-found where no event that holds in the facts names it. */
export function expectSubject(facts: Facts, subject: string, parameter = 'subject'): void {
  expectText(subject, parameter)
  const events = facts.events()
  // An event is a subject, too: of what was recorded late.
  if (events.some((event) => event.id === subject || named(event).includes(subject))) return
  unknown({
    code: 'no-such-subject',
    parameter,
    what: { zh: '任何有效记录提到', en: 'record in force that names' },
    name: subject,
    names: new Set(events.flatMap(named)),
    fields: { subject },
  })
}

/** Fails: usage where an id is no text, not-found where the facts have no such organization on any day. */
export function expectOrganization(facts: Facts, organizationId: string, parameter: string): void {
  expectText(organizationId, parameter)
  if (facts.where(organization, 'organizationId', organizationId).length > 0) return
  unknown({
    code: 'no-such-organization',
    parameter,
    what: { zh: '组织', en: 'organization' },
    name: organizationId,
    names: new Set(facts.rows(organization).map(({ key }) => key.organizationId)),
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
    what: { zh: '单位', en: 'unit' },
    name: unitId,
    names: new Set(facts.rows(unit).map(({ key }) => key.unitId)),
    fields: { unitId },
  })
}
