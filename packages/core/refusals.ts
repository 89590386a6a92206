import type { RefusalWords } from '../../scripts/site/refusal-words.ts'

/** When this package refuses what, and what to do then: by code, for the list of refusals. Fields are told where the sources do not show them. */
export const refusals: RefusalWords = {
  'activity-ill-told': {
    when: 'An activity has a member that activities of its kind do not have.',
    whatToDo: 'Leave the member out.',
    fields: ['path'],
  },
  'activity-untold': {
    when: 'An activity lacks a member that activities of its kind must have.',
    whatToDo: 'Add the member.',
    fields: ['path'],
  },
  'approved-before': {
    when: 'The date of an approval is before the day of what it approves.',
    whatToDo: 'Correct one of the two dates.',
    fields: ['path'],
  },
  'bad-fraction': {
    when: 'A fraction has no positive denominator, or is not made of `bigint`s.',
    whatToDo: 'Pass two `bigint`s, with `below` above 0.',
  },
  'bad-percent': {
    when: 'A percentage is not between 0 and 100.',
    whatToDo: 'Correct the number.',
  },
  'code-of-another-kind': {
    when: 'A credit code begins with digits that units of this kind do not have.',
    whatToDo: 'Correct the code or the kind of the unit.',
  },
  'form-of-another-kind': {
    when: 'A unit has a registration form that units of its kind do not have.',
    whatToDo: 'Correct the form or the kind.',
  },
  'founded-after': {
    when: 'Something of a unit or an organization is dated before its founding.',
    whatToDo: 'Correct one of the two dates.',
    fields: ['path'],
  },
  'full-out-of-order': {
    when: 'A member becomes full before becoming probationary.',
    whatToDo: 'Correct one of the two dates.',
    fields: ['path'],
  },
  'introduces-itself': {
    when: 'A person is named as his own introducer.',
    whatToDo: 'Name other introducers.',
  },
  'joined-after': {
    when: 'A date of membership is before the day of joining.',
    whatToDo: 'Correct one of the two dates.',
    fields: ['path'],
  },
  'merged-into-itself': {
    when: 'A unit is merged into itself.',
    whatToDo: 'Correct `into`.',
  },
  'more-than-all': {
    when: 'A part is larger than the whole.',
    whatToDo: 'Correct one of the two numbers.',
  },
  'no-rate-of-units': {
    when: 'A figure is not a rate of units.',
    whatToDo: 'Choose a figure whose kind is `rate` and which counts units.',
  },
  'no-such-figure': {
    when: 'The domain has no figure of that id.',
    whatToDo: 'Choose from `near`.',
  },
  'no-such-organization': {
    when: 'The book has no organization of that id.',
    whatToDo: 'Choose from `near`.',
  },
  'no-such-statistics-form': {
    when: 'There is no form of that number among those of the yearly statistics that a book fills in.',
    whatToDo: 'Choose from `statisticsForms`.',
  },
  'no-such-unit': {
    when: 'The book has no unit of that id.',
    whatToDo: 'Choose from `near`.',
  },
  'no-years': {
    when: 'A term has no years.',
    whatToDo: 'Give it at least one year.',
  },
  'not-a-downgrade': {
    when: 'The new kind of an organization is not below its present one.',
    whatToDo: 'Correct `to`, or record an upgrade.',
  },
  'not-an-upgrade': {
    when: 'The new kind of an organization is not above its present one.',
    whatToDo: 'Correct `to`, or record a downgrade.',
  },
  'not-of-this-status': {
    when: 'A member of this status does not have the field.',
    whatToDo: 'Leave the field out, or correct the status.',
  },
  'not-whole': {
    when: 'A quantity of what cannot be divided has decimals.',
    whatToDo: 'Correct the number.',
  },
  'started-after': {
    when: 'A term is said to have begun after the day on which it is recorded to run.',
    whatToDo: 'Correct one of the two dates; leave `startedOn` out of a term that begins on the day of the event.',
    fields: ['path'],
  },
}
