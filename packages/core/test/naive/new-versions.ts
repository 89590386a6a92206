import { field, number, objects, optionalText, text, texts, type PlainEvent } from './plain-event.ts'

const DIGITS = /^[0-9]+$/
const NUMBERS = ['employees', 'revenue', 'members']
const FORMS: Readonly<Record<string, string>> = {
  company: 'enterprise 91',
  'individual-business': 'enterprise 92',
  market: 'enterprise',
  'social-group': 'social-organization 51',
  'private-non-enterprise': 'social-organization 52',
  foundation: 'social-organization 53',
  'law-firm': 'either 31',
  'accounting-firm': 'either 91',
  'tax-firm': 'either 91',
}
const CODES: Readonly<Record<string, string>> = {
  51: 'social-organization',
  52: 'social-organization',
  53: 'social-organization',
  92: 'enterprise',
  93: 'enterprise',
}

/** What the second versions and the types that came with them refuse of themselves, as docs/wire.md lists it. Books of this model hold no older ones. */
export function whyNoNewVersion({ type, data, effectiveOn, evidence }: PlainEvent): string | undefined {
  const day = (name: string): string => optionalText(data, name) ?? ''
  switch (type) {
    case 'ScopeDefined':
      return objects(data, 'conditions').every(isWell) ? undefined : 'bad-condition'
    case 'UnitListed':
      return whyNoUnit(data)
    case 'HeadcountReported':
      return ['fullTime', 'onDuty'].some((name) => Number(field(data, name) ?? 0) > number(data, 'employees'))
        ? 'more-than-all'
        : undefined
    case 'TermStarted':
    case 'TermRenewed':
      if (number(data, 'years') === 0) return 'no-years'
      return Number(field(data, 'present') ?? 0) > Number(field(data, 'eligible') ?? Infinity)
        ? 'more-than-all'
        : day('startedOn') > effectiveOn
          ? 'started-after'
          : undefined
    case 'MemberRecruited':
      if (isBefore(day('approvedOn'), effectiveOn)) return 'approved-before'
      return texts(data, 'introducers').includes(text(data, 'memberId')) ? 'introduces-itself' : undefined
    case 'MemberConfirmed':
    case 'MembershipEnded':
      return isBefore(day('approvedOn'), effectiveOn) ? 'approved-before' : undefined
    case 'MemberEnrolled':
    case 'MemberTransferredIn':
    case 'MembershipReinstated':
      return whyNoMember(data, effectiveOn)
    case 'FindingExcepted':
      if (evidence === undefined) return 'evidence-missing'
      return text(data, 'until') > effectiveOn ? undefined : 'ends-before'
    case 'ProbationExtended':
    case 'TermExtensionApproved':
    case 'DisciplinaryProbationImposed':
    case 'CorrectionOrdered':
      return text(data, 'until') > effectiveOn ? undefined : 'ends-before'
    case 'OrganizationTransferredIn':
      return day('foundedOn') > effectiveOn ? 'founded-after' : undefined
    case 'CandidateTransferredIn':
      return day('since') > effectiveOn || day('activistSince') > day('since') ? 'joined-after' : undefined
    case 'MobileMemberReceived':
      return day('since') > effectiveOn ? 'joined-after' : undefined
    default:
      return undefined
  }
}

const isBefore = (day: string, other: string): boolean => day !== '' && day < other

function isWell(condition: object): boolean {
  const values = texts(condition, 'values')
  const isOrder = !['=', '!='].includes(text(condition, 'test'))
  if (values.length === 0) return false
  if (!NUMBERS.includes(text(condition, 'dimension'))) return !isOrder
  return values.every((value) => DIGITS.test(value) && value.length <= 16) && (!isOrder || values.length === 1)
}

function whyNoUnit(data: object): string | undefined {
  const kind = text(data, 'kind')
  const [of = 'either', start] = (FORMS[optionalText(data, 'form') ?? ''] ?? 'either').split(' ')
  if (of !== 'either' && of !== kind) return 'form-of-another-kind'
  const code = optionalText(data, 'creditCode')?.slice(0, 2)
  if (code === undefined) return undefined
  const fits = start === undefined ? (CODES[code] ?? kind) === kind : code === start
  return fits ? undefined : 'code-of-another-kind'
}

function whyNoMember(data: object, effectiveOn: string): string | undefined {
  const [joined, full, ends] = ['joinedOn', 'fullSince', 'probationEndsOn'].map((name) => optionalText(data, name))
  if (joined !== undefined && joined > effectiveOn) return 'joined-after'
  if (full !== undefined && ((joined !== undefined && joined > full) || full > effectiveOn)) return 'full-out-of-order'
  const onProbation = text(data, 'status') === 'probationary'
  return (full !== undefined && onProbation) || (ends !== undefined && !onProbation) ? 'not-of-this-status' : undefined
}
