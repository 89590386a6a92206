import type * as z from 'zod'
import { refuse, type Refusal } from '@taizhang/kernel'
import type { unitForm, unitKind } from '../words.ts'

type Kind = z.output<typeof unitKind>
type Form = z.output<typeof unitForm>

/** The kinds that units of a form are listed as. Statistics count the three kinds of firms with social organizations; some books have them with enterprises. */
const kindsOfForm: Readonly<Record<Form, readonly Kind[]>> = {
  company: ['enterprise'],
  'individual-business': ['enterprise'],
  market: ['enterprise'],
  'social-group': ['social-organization'],
  'private-non-enterprise': ['social-organization'],
  foundation: ['social-organization'],
  'law-firm': ['social-organization', 'enterprise'],
  'accounting-firm': ['social-organization', 'enterprise'],
  'tax-firm': ['social-organization', 'enterprise'],
}

/** Refuses a form that no unit of the kind has. */
export const formOfKind = (kind: Kind, form: Form | undefined): true | Refusal =>
  form === undefined ||
  kindsOfForm[form].includes(kind) ||
  refuse(
    'form-of-another-kind',
    { zh: `${kind} 的登记类型不能为 ${form}`, en: `a unit of kind ${kind} has not the form ${form}` },
    { path: 'data.form' },
  )

/**
 * The kinds of unit that a credit code may be of, by its first two characters (GB 32100-2015, the registering authority and the kind): 5 is the civil
 * affairs' (51 social groups, 52 private non-enterprise units, 53 foundations), 9 the market supervision's (91 may also be an accounting or tax
 * firm's), 31 a law firm's. Of others nothing is said.
 */
export const kindsOfCode = (code: string): readonly Kind[] => {
  const start = code.slice(0, 2)
  if (start === '51' || start === '52' || start === '53') return ['social-organization']
  if (start === '92' || start === '93') return ['enterprise']
  return ['enterprise', 'social-organization']
}

/** Refuses a credit code that no unit of the kind and form has. */
export const codeOfKind = (kind: Kind, form: Form | undefined, code: string | undefined): true | Refusal =>
  code === undefined ||
  isCodeOf(kind, form, code) ||
  refuse(
    'code-of-another-kind',
    {
      zh: `代码 ${code} 以 ${code.slice(0, 2)} 开头，不是这类单位的统一社会信用代码`,
      en: `the code ${code} begins with ${code.slice(0, 2)}: no unit of this kind has such a credit code`,
    },
    { path: 'data.creditCode' },
  )

/** Of which form only some codes are. */
const startsOfForm: Readonly<Partial<Record<Form, readonly string[]>>> = {
  company: ['91'],
  'individual-business': ['92'],
  'social-group': ['51'],
  'private-non-enterprise': ['52'],
  foundation: ['53'],
  'law-firm': ['31'],
  'accounting-firm': ['91'],
  'tax-firm': ['91'],
}

/** Whether a unit of the kind, and of the form where one is known, may have the code. */
export const isCodeOf = (kind: Kind, form: Form | undefined, code: string): boolean => {
  const starts = form === undefined ? undefined : startsOfForm[form]
  return starts ? starts.includes(code.slice(0, 2)) : kindsOfCode(code).includes(kind)
}
