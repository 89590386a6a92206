import { countsFor, liveInOrder, quantityOf } from './activities.ts'
import type { Facts } from './facts.ts'
import { RECENT_YEARS, type Counted, type Flow } from './flows.ts'
import { field, number, optionalText, text, type PlainEvent } from './plain-event.ts'

type Told = (event: PlainEvent) => Partial<Counted>

/** The live events of a type that count, with what is told of each. */
const counting =
  (type: string, told: Told = () => ({}), which: (data: object) => boolean = () => true) =>
  (facts: Facts): Counted[] =>
    liveInOrder(facts, type)
      .filter(({ data }) => which(data))
      .filter(({ data, effectiveOn }) => countsFor(facts, field(data, 'organizationId'), effectiveOn))
      .map((event) => ({ on: event.effectiveOn, ...told(event) }))

const flow = (counted: Flow['counted'], more: Partial<Flow> = {}): Flow => ({ start: RECENT_YEARS, counted, ...more })

const money = (type: string) => flow(counting(type, ({ data }) => ({ amount: number(data, 'amountFen') })))

const quantity = (data: object): Partial<Counted> => {
  const { value, qualifier } = quantityOf(data)
  return { amount: value, qualifier }
}

const activity = (kind: string, told: Told = () => ({})) =>
  counting(
    'ActivityRecorded',
    (event) => ({ ...quantity(event.data), ...told(event) }),
    (data) => field(data, 'kind') === kind,
  )

const naming =
  (name: string): Told =>
  ({ data }) => ({ value: optionalText(data, name) })

const ofTheYear: Told = ({ effectiveOn }) => ({ value: String(new Date(`${effectiveOn}T00:00:00Z`).getUTCFullYear()) })

/** Different units; an activity that names none is none's. */
const units =
  (kind: string, told: Told = () => ({})) =>
  (facts: Facts): Counted[] =>
    activity(kind, (event) => ({ ...told(event), one: optionalText(event.data, 'unitId') }))(facts).filter(
      ({ one }) => one !== undefined,
    )

const suggestions = (type: string) => counting(type, ({ data }) => ({ ...quantity(data), value: text(data, 'by') }))
const byTheParty = (type: string) =>
  counting(
    type,
    ({ data }) => quantity(data),
    (data) => field(data, 'by') === 'party',
  )

const reviews = (facts: Facts): Counted[] => [
  ...counting('DualReviewHeld', () => ({ value: 'dual-review' }))(facts),
  ...counting('AppraisalScored', naming('kind'))(facts),
]

/** The flows of rows 1 to 5, 19, 23, 25 to 29, 33, 34 and 36 of the report. */
export const outcomeFlows: Readonly<Record<string, Flow>> = {
  'responsibility-reviews': flow(reviews, { by: 'kind' }),
  'interviews-held': flow(counting('InterviewHeld')),
  'policies-granted': flow(activity('policy-granted', naming('policy')), { by: 'policy' }),
  'work-meetings': flow(activity('work-meeting')),
  'problems-resolved': flow(activity('problem-resolved')),
  budget: money('BudgetAppropriated'),
  'pre-tax': money('PreTaxExpenseClaimed'),
  'dues-paid': money('DuesPaid'),
  'dues-returned': money('DuesReturned'),
  'enterprise-contributions': money('EnterpriseContributionMade'),
  suggestions: flow(suggestions('SuggestionSubmitted'), { by: 'submitter' }),
  'suggestions-adopted': flow(suggestions('SuggestionAdopted'), { by: 'submitter' }),
  'party-suggestions': flow(byTheParty('SuggestionSubmitted')),
  'party-suggestions-adopted': flow(byTheParty('SuggestionAdopted')),
  'theme-education': flow(activity('theme-education')),
  'rotation-training': flow(activity('rotation-training', ofTheYear), { by: 'year' }),
  'training-attendance': flow(activity('training')),
  'long-service-courses': flow(activity('long-service-course')),
  revitalization: flow(units('revitalization-action', ofTheYear), { by: 'year', different: true }),
  donations: flow(activity('donation')),
  'village-training': flow(activity('village-training')),
  'emergency-production': flow(activity('emergency-production', naming('product')), {
    by: 'product',
    incomparable: true,
  }),
  'emergency-producers': flow(units('emergency-production'), { different: true }),
  'talent-introduced': flow(activity('talent-introduced')),
  'skill-contests': flow(activity('skill-contest')),
  awards: flow(counting('AwardGranted')),
}

/** One flow over another. */
export const flowRates: Readonly<Record<string, readonly [part: string, whole: string]>> = {
  'dues-return-rate': ['dues-returned', 'dues-paid'],
  'party-suggestions-adoption-rate': ['party-suggestions-adopted', 'party-suggestions'],
}
