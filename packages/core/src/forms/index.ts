import type { Form } from '@taizhang/kernel/define'
import { enterpriseLedger } from './enterprise-ledger.ts'
import { membersForm, organizationsForm, termsForm, unitsForm } from './plain-forms.ts'
import { memberRoster } from './rosters.ts'
import { socialLedger } from './social-ledger.ts'

/**
 * The forms that come with the domain, as data: our own plain ones, and those that authorities hand out. `@taizhang/tabular` reads and fills them.
 *
 * @example forms.map(({ id }) => id)[0] // => 'units'
 */
export const forms: readonly Form[] = [
  unitsForm,
  organizationsForm,
  termsForm,
  membersForm,
  enterpriseLedger,
  socialLedger,
  memberRoster,
]
