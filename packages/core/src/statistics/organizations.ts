import { holdsOn, plusDays } from '@taizhang/kernel/define'
import type { CivilDate, Row, View } from '@taizhang/kernel'
import { organization } from '../domain/organization/organization.ts'
import { termRenewed } from '../domain/term/term-renewed.ts'
import { endOfTerm, term } from '../domain/term/term.ts'
import { countedAnywhere } from '../figures/counting.ts'
import { line, unknown, type FormWindow, type StatisticsForm } from './form.ts'

const kinds: Readonly<Record<number, readonly string[]>> = {
  1: ['committee', 'general-branch', 'branch', 'temporary-branch'],
  2: ['committee'],
  3: ['general-branch'],
  4: ['branch', 'temporary-branch'],
}

const organizationsOn = ({ facts }: View, day: CivilDate): readonly Row<typeof organization>[] =>
  facts.rows(organization).filter((row) => holdsOn(row, day) && countedAnywhere([row]))

function isRenewed({ facts }: View, { from, to }: FormWindow, organizationId: string): boolean {
  return facts
    .naming(termRenewed.type, 'organizationId', organizationId)
    .some(({ effectiveOn }) => from <= effectiveOn && effectiveOn < to)
}

const isOverdue = ({ facts }: View, day: CivilDate, organizationId: string): boolean =>
  facts.where(term, 'organizationId', organizationId).some((row) => holdsOn(row, day) && endOfTerm(row) <= day)

const tests: Readonly<Record<number, (view: View, window: FormWindow, row: Row<typeof organization>) => boolean>> = {
  1: () => true,
  2: (view, window, { key }) =>
    isRenewed(view, window, key.organizationId) || isOverdue(view, plusDays(window.to, -1), key.organizationId),
  3: (view, window, { key }) => isRenewed(view, window, key.organizationId),
  8: (_view, _window, { attributes }) => attributes.category === 'enterprise',
  9: (_view, _window, { attributes }) => attributes.category === 'social-organization',
}

const byKind = ['按期末当日的党组织类型', 'by the kind on the last day'] as const

/** 党的基层组织数量情况和换届情况. */
export const organizationsAndTerms: StatisticsForm = {
  id: 24,
  title: { zh: '党的基层组织数量情况和换届情况', en: 'Organizations and renewals' },
  columns: [
    line(1, ['总数', 'all'], byKind),
    line(2, ['党委', 'committees'], byKind),
    line(3, ['总支部', 'general branches'], byKind),
    line(4, ['支部', 'branches'], ['含临时党支部', 'temporary ones too']),
  ],
  rows: [
    line(
      1,
      ['党的基层组织数', 'organizations'],
      ['期末当日统计所计的党组织', 'organizations that statistics count on the last day'],
    ),
    line(
      2,
      ['任届期满', 'terms over'],
      [
        '其中期内换届的，和期末任期已满（批准延期的，延期已满）而没有换届的',
        'of these, those renewed in the window, and those overdue on the last day, extensions regarded',
      ],
    ),
    line(
      3,
      ['其中：报告期内换届', 'of these renewed'],
      ['其中期内换届的，按换届之日计', 'those renewed in the window, by the day of the renewal'],
    ),
    unknown(4, ['城市街道', 'urban subdistricts']),
    unknown(5, ['乡镇', 'townships']),
    unknown(6, ['企业：国有经济控制', 'enterprises: state-controlled']),
    unknown(7, ['企业：集体经济控制', 'enterprises: collectively controlled']),
    line(
      8,
      ['企业：非公有经济控制', 'enterprises: non-public'],
      ['类别为非公企业的党组织', 'organizations of the category enterprise'],
    ),
    line(
      9,
      ['社会组织（表外）', 'social organizations (not on the form)'],
      ['类别为社会组织的党组织', 'organizations of that category'],
    ),
  ],
  checks: [
    { of: 'columns', line: 1, plus: [2, 3, 4] },
    { of: 'rows', line: 1, plus: [8, 9] },
  ],
  leftOut: {
    zh: '补充资料（党组，各级党委派出的工委，政府工作部门，建制村，农村专业技术协会，农民专业合作社，家庭农场）台账不记载',
    en: 'of the supplement (leading groups, working committees, departments, villages, cooperatives, farms) the book knows nothing',
  },
  fill: (view, window) => {
    const all = organizationsOn(view, plusDays(window.to, -1))
    return (row, column) => {
      const test = tests[row]
      if (!test) return null
      return all.filter((one) => kinds[column]?.includes(one.attributes.kind) && test(view, window, one)).length
    }
  },
}
