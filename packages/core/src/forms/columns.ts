import type { Form, FormColumn, FormKind } from '@taizhang/kernel/define'

type More = Omit<FormColumn, 'title' | 'kind' | 'of'>

/** A column that the book keeps. The levels of its title are joined by `/`. */
export const column = (title: string, kind: FormKind, of: string, more: More = {}): FormColumn => ({
  title: title.split('/'),
  kind,
  of,
  ...more,
})

/** A column that stands on the form, and that the book does not keep. */
export const unkept = (title: string): FormColumn => ({ title: title.split('/'), kind: 'text' })

/** Columns below one title, of which one is marked. */
export const marked = (above: string, of: string, choices: Readonly<Record<string, string>>): readonly FormColumn[] =>
  Object.entries(choices).map(([title, word]) => column(`${above}/${title}`, 'word', of, { word }))

/** What the book counts itself. */
export const told = (title: string, list: string, counted: string): FormColumn => ({
  title: title.split('/'),
  kind: 'whole',
  told: { list, column: counted },
})

export const serial = (title = '序号'): FormColumn => ({ title: title.split('/'), kind: 'serial' })

export const unitRole = {
  title: { zh: '单位', en: 'unit' },
  relation: 'unit',
  by: ['creditCode', 'name'],
} satisfies Form['roles'][string]

export const organizationRole = {
  title: { zh: '党组织', en: 'organization' },
  relation: 'organization',
  by: ['code', 'name'],
} satisfies Form['roles'][string]

/** The organization that covers a unit; a new one is what most are. */
export const coveringRole = (category: string) =>
  ({
    ...organizationRole,
    linkedBy: 'coverage',
    otherwise: { kind: 'branch', formation: 'solo', category, unitIds: [] },
    named: { by: 'kind', endings: { branch: '党支部', 'general-branch': '党总支', committee: '党委' } },
  }) satisfies Form['roles'][string]

/** How forms say kinds of organizations, besides the labels. */
export const kindSpellings = {
  支部: 'branch',
  党支部: 'branch',
  联合党支部: 'branch',
  总支: 'general-branch',
  总支部: 'general-branch',
  党总支部: 'general-branch',
  委员会: 'committee',
  基层党委: 'committee',
  临时支部: 'temporary-branch',
} as const

export const formationSpellings = {
  单独建立: 'solo',
  单独: 'solo',
  联合建立: 'joint',
  联合: 'joint',
  挂靠: 'attached',
} as const
