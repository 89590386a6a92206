import type { Form } from '@taizhang/kernel/define'

import { isCalled } from './ambiguous.ts'
import { domainOf, isParty } from './domain.ts'
import type { Session } from './session.ts'
import { stop } from './stop.ts'

/** The forms that come with the domain. */
export async function formsFor(session: Session): Promise<readonly Form[]> {
  if (!isParty(await domainOf(session))) return []
  return (await import('@taizhang/core/forms')).forms
}

/** The form of that id or title. */
export async function formNamed(session: Session, name: string): Promise<Form> {
  const forms = await formsFor(session)
  const found = forms.find(({ id, title }) => id === name || isCalled(name, title.zh, title.en))
  if (found) return found
  return stop(
    'notFound',
    'no-such-form',
    {
      zh: `没有表“${name}”：npx taizhang forms 列出全部`,
      en: `there is no form "${name}": npx taizhang forms lists all`,
    },
    { form: name, forms: forms.map(({ id }) => id) },
  )
}
