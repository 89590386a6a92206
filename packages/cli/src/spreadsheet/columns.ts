import type { Language } from '../language.ts'

/** A column of a sheet: the member of a row, and what it is named by, without the language of its text. */
export interface SheetColumn {
  readonly member: string
  readonly name: string
}

/** Columns that stand behind others than the one that they are named after. */
const behind: Readonly<Partial<Record<string, readonly string[]>>> = {
  title: ['figure', 'ruleId', 'type', 'id'],
  name: ['subject', 'organizationId'],
  superiorName: ['superiorId'],
}

/** The members of rows as columns for people: of texts in two languages one, and what something is called behind it. */
export function columnsFor(members: readonly string[], language: Language): readonly SheetColumn[] {
  const own = members.flatMap((member): readonly SheetColumn[] => {
    const [, stem, end] = /^(.+)(Zh|En)$/.exec(member) ?? []
    if (stem === undefined || !members.includes(`${stem}Zh`) || !members.includes(`${stem}En`))
      return [{ member, name: member }]
    return end?.toLowerCase() === language ? [{ member, name: stem }] : []
  })
  const placeOf = ({ name }: SheetColumn): string | undefined => {
    const before = behind[name] ?? (name.endsWith('Title') ? [name.slice(0, -'Title'.length)] : [])
    return before.find((one) => own.some((column) => column.name === one))
  }
  const free = own.filter((column) => placeOf(column) === undefined)
  return free.flatMap((column) => [column, ...own.filter((other) => placeOf(other) === column.name)])
}
