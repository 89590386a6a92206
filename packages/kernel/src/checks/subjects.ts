import { subjectsOf } from '../define/definitions.ts'
import type { Domain } from '../define/domain.ts'
import { expectText, unknown } from '../doors/doors.ts'
import type { Facts } from '../facts/facts.ts'
import { calledIn } from '../facts/name-of.ts'
import type { LiveEvent } from '../facts/table-changes.ts'

/** Facts, and the domain that they are about. */
interface AboutFacts {
  readonly domain: Domain
  readonly facts: Facts
}

/** Every subject that an event's data names. Of an event that is not the domain's, whatever text its data has. */
function named({ events }: Domain, { type, data }: LiveEvent): readonly string[] {
  const definition = events.get(type)
  return definition ? [...subjectsOf(definition, data)] : textsIn(data)
}

const textsIn = (value: unknown): readonly string[] =>
  typeof value === 'string'
    ? [value]
    : Object.values(Object(value) as Readonly<Record<string, unknown>>).flatMap(textsIn)

/** Every subject that events which hold in the facts name. */
export const subjectsNamed = ({ domain, facts }: AboutFacts): ReadonlySet<string> =>
  new Set(facts.events().flatMap((event) => named(domain, event)))

/** Fails: usage where the subject is no text, not-found where no event that holds in the facts names it. */
export function expectSubject({ domain, facts }: AboutFacts, subject: string, parameter = 'subject'): void {
  expectText(subject, parameter)
  const events = facts.events()
  // An event is a subject, too: of what was recorded late.
  if (events.some((event) => event.id === subject || named(domain, event).includes(subject))) return
  unknown({
    code: 'no-such-subject',
    parameter,
    what: { zh: '任何有效记录提到', en: 'record in force that names' },
    name: subject,
    names: subjectsNamed({ domain, facts }),
    called: calledIn(domain, facts),
    fields: { subject },
  })
}
