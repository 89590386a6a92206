import { party } from '@taizhang/core'
import { bracketed, labelOf, yuan } from '@taizhang/core/figures'
import { severityWords, type Dossier } from '@taizhang/core/rulebook'

import { dataText, namedText, type NameOf } from './event-data.ts'
import { heading } from './heading.ts'
import { endText } from './end-text.ts'
import type { Language, Words } from './language.ts'
import { sheet, type Column, type Paint } from './sheet.ts'
import { visible } from './visible.ts'

/** The dossier for people: what is empty is left out. */
export function dossierPage(dossier: Dossier, nameOf: NameOf, paint: Paint): string {
  const { profile, members } = dossier
  const section = <R>(title: Words, columns: readonly Column<R>[], rows: readonly R[]): string =>
    rows.length === 0 ? '' : `\n${paint.bold(title[paint.language])}\n${sheet(columns, rows, paint)}`
  return [
    heading(dossier, paint),
    `${paint.bold(visible(bracketed(profile.name, dossier.organizationId)[paint.language]))}\n`,
    profileLines(dossier, nameOf, paint),
    section(words('覆盖单位', 'Units covered'), coverageColumns, dossier.coverage),
    section(words('单位情况', 'Units'), unitColumns(nameOf), dossier.units),
    section(words('整顿', 'Rectifications'), rectificationColumns, dossier.rectifications),
    section(words('任期', 'Terms'), termColumns, dossier.terms),
    section(words('班子成员', 'Offices'), officeColumns, dossier.offices),
    section(words('党小组', 'Party groups'), groupColumns, dossier.partyGroups),
    section(words('双向进入、交叉任职', 'Cross-appointments'), crossColumns, dossier.crossAppointments),
    section(words('党员', 'Members'), memberColumns, members.ids.length === 0 ? [] : [members]),
    section(words('外出', 'Absences'), absenceColumns, dossier.absences),
    section(words('留党察看', 'Probation within the Party'), untilColumns, dossier.disciplinaryProbations),
    section(words('限期改正', 'Orders to correct'), untilColumns, dossier.corrections),
    section(words('接收的流动党员', 'Mobile members received'), mobileColumns, dossier.mobileMembers),
    section(words('本级及下级合计', 'With all under it'), togetherColumns, dossier.together ? [dossier.together] : []),
    section(words('培养对象', 'Candidates'), candidateColumns, dossier.candidates),
    section(words('党群阵地', 'Venues'), venueColumns, dossier.venues),
    section(words('先锋载体', 'Role units'), roleUnitColumns, dossier.roleUnits),
    section(words('村企结对', 'Village pairings'), villageColumns, dossier.villagePairings),
    section(words('人才工作示范点', 'Talent sites'), siteColumns, dossier.talentSites),
    section(words('党建品牌', 'Brands'), brandColumns, dossier.brands),
    section(words('约谈', 'Interviews'), interviewColumns, dossier.interviews),
    section(words('准许的例外', 'Exceptions'), exceptionColumns, dossier.exceptions),
    section(words('问题提示', 'Findings'), findingColumns(nameOf), dossier.findings),
    section(words('工作纪实', 'Activities'), activityColumns(nameOf), dossier.activities),
  ].join('')
}

const words = (zh: string, en: string): Words => ({ zh, en })

const column = <R>(zh: string, en: string, cell: Column<R>['cell']): Column<R> => ({ title: { zh, en }, cell })

/** A column of words of the domain, as people say them. */
const told = <R>(zh: string, en: string, value: (row: R) => string): Column<R> => ({
  title: { zh, en },
  cell: (row, language) => labelOf(value(row))[language],
})

const days = <R extends { readonly from: string; readonly to: string }>(): readonly Column<R>[] => [
  column<R>('自', 'from', ({ from }) => from),
  column<R>('至（不含）', 'until', ({ to }) => endText(to)),
]

/** What the profile says, one line each. */
function profileLines({ profile, subordinates }: Dossier, nameOf: NameOf, { language }: Paint): string {
  const named = (ids: readonly string[]): string | undefined =>
    ids.length === 0
      ? undefined
      : ids.map((id) => namedText(id, nameOf, language)).join({ zh: '、', en: ', ' }[language])
  const lines: readonly (readonly [Words, string | undefined])[] = [
    [words('类型', 'kind'), labelOf(profile.kind)[language]],
    [words('组建方式', 'formation'), labelOf(profile.formation)[language]],
    [words('统计类别', 'category'), labelOf(profile.category)[language]],
    [words('代码', 'code'), profile.code],
    [words('流动党员党组织', 'of mobile members'), profile.forMobileMembers ? words('是', 'yes')[language] : undefined],
    [words('批准级别', 'approved at'), profile.approvalLevel && labelOf(profile.approvalLevel)[language]],
    [words('上级', 'superior'), named(typeof profile.superiorId === 'string' ? [profile.superiorId] : [])],
    [words('下级', 'subordinates'), named(subordinates)],
    [words('成立', 'founded on'), profile.foundedOn],
    [words('终止', 'ended on'), profile.exists ? undefined : endText(profile.to)],
  ]
  return lines
    .filter(([, value]) => value !== undefined)
    .map(([label, value]) => `  ${label[language]}${{ zh: '：', en: ': ' }[language]}${visible(value ?? '')}\n`)
    .join('')
}

type Of<
  K extends
    | 'coverage'
    | 'units'
    | 'exceptions'
    | 'rectifications'
    | 'terms'
    | 'offices'
    | 'partyGroups'
    | 'mobileMembers'
    | 'absences'
    | 'corrections'
    | 'crossAppointments'
    | 'candidates'
    | 'venues'
    | 'roleUnits'
    | 'villagePairings'
    | 'talentSites'
    | 'brands'
    | 'interviews'
    | 'activities',
> = Dossier[K][number]

const coverageColumns: readonly Column<Of<'coverage'>>[] = [
  column('单位', 'unit', ({ unitId }) => unitId),
  column('名称', 'name', ({ name }) => name),
  told('组建方式', 'formation', ({ formation }) => formation),
  ...days<Of<'coverage'>>(),
]

const unitColumns = (nameOf: NameOf): readonly Column<Of<'units'>>[] => [
  column('单位', 'unit', ({ unitId }) => unitId),
  column('名称', 'name', ({ name }) => name),
  column('关系', 'how', ({ isCovered, isResponsible }, language) =>
    [
      ...(isCovered ? [{ zh: '覆盖', en: 'covered' }] : []),
      ...(isResponsible ? [{ zh: '负责', en: 'answers for it' }] : []),
    ]
      .map((one) => one[language])
      .join('、'),
  ),
  told('登记类型', 'form', ({ form }) => form ?? ''),
  told('所有制', 'ownership', ({ ownership }) => ownership ?? ''),
  column('从业人员', 'employees', ({ headcount }) => headcount?.employees ?? ''),
  column('年营业收入（元）', 'revenue, yuan', ({ revenue }) => (revenue ? yuan(revenue.amountFen) : '')),
  column('法定代表人', 'representative', ({ legalRepresentative: who }, language) =>
    who
      ? `${nameOf(who.personId) ?? who.personId}${who.isMember ? { zh: '（党员）', en: ' (a member)' }[language] : ''}`
      : '',
  ),
  told('未建原因', 'reason for none', ({ noOrganization }) => noOrganization?.reason ?? ''),
  column('组织关系不在本单位的党员', 'members of elsewhere', ({ outsideMembers }) => outsideMembers.length),
]

const exceptionColumns: readonly Column<Of<'exceptions'>>[] = [
  column('规则', 'rule', ({ ruleId }) => ruleId),
  column('对象', 'subject', ({ subject }) => subject),
  column('理由', 'reason', ({ reason }) => reason),
  column('文号', 'document', ({ document }) => document.documentNumber ?? ''),
  column('期满', 'ends', ({ until }) => until),
]

const rectificationColumns: readonly Column<Of<'rectifications'>>[] = [
  told('原因', 'reason', ({ reason }) => reason),
  ...days<Of<'rectifications'>>(),
]

const termColumns: readonly Column<Of<'terms'>>[] = [
  column('开始', 'started', ({ startedOn }) => startedOn),
  column('年限', 'years', ({ years }) => years),
  column('任期届满', 'expires', ({ expiresOn }) => expiresOn),
  column('延期至', 'extended to', ({ extendedTo }) => extendedTo ?? ''),
  column('应到', 'eligible', ({ eligible }) => eligible ?? ''),
  column('实到', 'present', ({ present }) => present ?? ''),
  ...days<Of<'terms'>>(),
]

const officeColumns: readonly Column<Of<'offices'>>[] = [
  told('职务', 'post', ({ post }) => post),
  column('人员', 'person', ({ personId }) => personId),
  ...days<Of<'offices'>>(),
]

const groupColumns: readonly Column<Of<'partyGroups'>>[] = [
  column('编号', 'id', ({ groupId }) => groupId),
  column('名称', 'name', ({ name }) => name ?? ''),
  column('单位', 'unit', ({ unitId }) => unitId ?? ''),
  column('组长', 'leader', ({ groupLeaderId }) => groupLeaderId ?? ''),
  ...days<Of<'partyGroups'>>(),
]

const absenceColumns: readonly Column<Of<'absences'>>[] = [
  column('党员', 'member', ({ memberId }) => memberId),
  told('情况', 'kind', ({ kind }) => kind),
  column('去向', 'destination', ({ destination }) => destination ?? ''),
  column('接收的党组织', 'received by', ({ receivedBy }) => receivedBy ?? ''),
  ...days<Of<'absences'>>(),
]

const untilColumns: readonly Column<Of<'corrections'>>[] = [
  column('党员', 'member', ({ memberId }) => memberId),
  column('自', 'from', ({ from }) => from),
  column('期满', 'ends', ({ until }) => until),
]

const mobileColumns: readonly Column<Of<'mobileMembers'>>[] = [
  column('党员', 'member', ({ memberId }) => memberId),
  column('单位', 'unit', ({ unitId }) => unitId ?? ''),
  column('外出自', 'away since', ({ since }) => since ?? ''),
  ...days<Of<'mobileMembers'>>(),
]

const crossColumns: readonly Column<Of<'crossAppointments'>>[] = [
  column('人员', 'person', ({ personId }) => personId),
  column('党内职务', 'party post', ({ partyPost }) => partyPost),
  column('企业职务', 'company post', ({ companyPost }) => companyPost),
  ...days<Of<'crossAppointments'>>(),
]

const memberColumns: readonly Column<Dossier['members']>[] = [
  column('计入', 'counted', ({ counted }) => counted),
  column('正式', 'full', ({ full }) => full),
  column('预备', 'probationary', ({ probationary }) => probationary),
  column('停止党籍', 'suspended', ({ suspended }) => suspended),
  column('编号', 'ids', ({ ids }) => ids.join(' ')),
]

const togetherColumns: readonly Column<NonNullable<Dossier['together']>>[] = [
  column('党组织', 'organizations', ({ organizations }) => organizations),
  column('覆盖单位', 'units covered', ({ units }) => units),
  column('党员（计入）', 'members counted', ({ members }) => members),
  column('正式', 'full', ({ full }) => full),
  column('预备', 'probationary', ({ probationary }) => probationary),
  column('停止党籍', 'suspended', ({ suspended }) => suspended),
]

const candidateColumns: readonly Column<Of<'candidates'>>[] = [
  column('人员', 'person', ({ personId }) => personId),
  told('阶段', 'stage', ({ stage }) => stage),
]

/** How many of the six are there, of which list. */
const checklistText = ({ checklist }: Of<'venues'>, language: Language): string => {
  if (!checklist) return ''
  const { version, ...items } = checklist
  const all = Object.values(items)
  return bracketed(`${all.filter(Boolean).length}/${all.length}`, version)[language]
}

const venueColumns: readonly Column<Of<'venues'>>[] = [
  column('阵地', 'venue', ({ venueId }) => venueId),
  told('类型', 'kind', ({ kind }) => kind),
  column('向周边开放', 'open to neighbours', ({ openToNeighbours }) => (openToNeighbours ? '✓' : '')),
  column('六有', 'checklist', checklistText),
  ...days<Of<'venues'>>(),
]

const roleUnitColumns: readonly Column<Of<'roleUnits'>>[] = [
  column('编号', 'id', ({ roleUnitId }) => roleUnitId),
  told('类型', 'kind', ({ kind }) => kind),
  column('名称', 'name', ({ name }) => name ?? ''),
  ...days<Of<'roleUnits'>>(),
]

const villageColumns: readonly Column<Of<'villagePairings'>>[] = [
  column('村', 'village', ({ village }) => village),
  ...days<Of<'villagePairings'>>(),
]

const siteColumns: readonly Column<Of<'talentSites'>>[] = [
  column('名称', 'name', ({ name }) => name),
  told('级别', 'level', ({ level }) => level),
  ...days<Of<'talentSites'>>(),
]

const brandColumns: readonly Column<Of<'brands'>>[] = [
  column('名称', 'name', ({ name }) => name),
  told('级别', 'level', ({ level }) => level),
  ...days<Of<'brands'>>(),
]

const interviewColumns: readonly Column<Of<'interviews'>>[] = [
  column('事由', 'issue', ({ issue }) => issue),
  column('限期', 'deadline', ({ deadline }) => deadline),
  ...days<Of<'interviews'>>(),
]

const findingColumns = (nameOf: NameOf): readonly Column<Dossier['findings'][number]>[] => [
  column('程度', 'severity', ({ severity }, language) => severityWords[severity][language]),
  column('规则', 'rule', ({ ruleId }) => ruleId),
  column('对象', 'subject', ({ subject }, language) => namedText(subject, nameOf, language)),
  column('自', 'since', ({ since }) => since),
  column('问题', 'what is wrong', ({ message }, language) => message[language]),
  column('下一步', 'next', ({ next }, language) => next[language]),
]

const activityColumns = (nameOf: NameOf): readonly Column<Of<'activities'>>[] => [
  column('日期', 'on', ({ on }) => on),
  column('记录', 'event', ({ type }, language) => party.events.get(type)?.title[language] ?? type),
  column('内容', 'data', ({ data }, language) => dataText(party, data, nameOf, language)),
]
