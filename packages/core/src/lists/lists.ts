import { defineList, own, since, through, type List, type ListColumn, type ListView } from '@taizhang/kernel/define'
import { beginningOf, holdsOn, type Row, type Words } from '@taizhang/kernel'
import { membership } from '../domain/member/membership.ts'
import { partyAgeOn } from '../domain/member/party-age.ts'
import { coverage } from '../domain/organization/coverage.ts'
import { organization } from '../domain/organization/organization.ts'
import { office } from '../domain/term/office.ts'
import { endOfTerm, term } from '../domain/term/term.ts'
import { headcount } from '../domain/unit/headcount.ts'
import { legalRepresentative } from '../domain/unit/legal-representative.ts'
import { noOrganization } from '../domain/unit/no-organization.ts'
import { responsibility } from '../domain/unit/responsibility.ts'
import { unit } from '../domain/unit/unit.ts'
import { instructor } from '../domain/work-coverage/instructor.ts'
import { served } from '../figures/outlived.ts'

/** A column that is counted or looked up: `find` gives its values for a fact on the view's day. */
const found = (
  id: string,
  title: Words,
  kind: ListColumn['kind'],
  find: (view: ListView, row: Row) => readonly (string | number)[],
): ListColumn => ({ id, title, kind, cells: find })

const idOf = (row: Row, column: string): string | undefined => {
  const value = { ...row.attributes, ...row.key }[column]
  return typeof value === 'string' ? value : undefined
}

const membersOf = (view: ListView, row: Row, column: 'organizationId' | 'unitId'): readonly Row<typeof membership>[] =>
  view.facts
    .where(membership, column, idOf(row, column))
    .filter((one) => holdsOn(one, view.asOf) && one.attributes.status !== 'suspended')

const membersIn = (column: 'organizationId' | 'unitId'): ListColumn =>
  found('members', { zh: '党员数', en: 'members' }, 'number', (view, row) => [membersOf(view, row, column).length])

const secretaries = found('secretary', { zh: '书记', en: 'secretary' }, 'id', (view, row) =>
  served(
    view.facts,
    view.facts
      .where(office, 'organizationId', idOf(row, 'organizationId'))
      .filter((one) => one.key.post === 'secretary' && holdsOn(one, view.asOf)),
  ).flatMap((one) => (holdsOn(one, view.asOf) ? one.key.personId : [])),
)

const superiorName = found('superior', { zh: '上级党组织', en: 'superior' }, 'text', (view, row) =>
  view.facts
    .where(organization, 'organizationId', idOf(row, 'superiorId'))
    .filter((one) => holdsOn(one, view.asOf))
    .map(({ attributes }) => attributes.name),
)

const due = found('due', { zh: '任期届满', en: 'term ends on' }, 'day', (view, row) =>
  view.facts
    .where(term, 'organizationId', idOf(row, 'organizationId'))
    .filter((one) => holdsOn(one, view.asOf))
    .map(endOfTerm),
)

const coveredSince = found('coveredSince', { zh: '覆盖时间', en: 'covered since' }, 'day', (view, row) =>
  view.facts
    .where(coverage, 'unitId', idOf(row, 'unitId'))
    .filter((one) => holdsOn(one, view.asOf))
    .map((one) => beginningOf(one).from)
    .toSorted()
    .slice(0, 1),
)

/** Since when no organization covers the unit: since the last one ceased to, else since the unit is listed. */
const uncoveredSince = found('uncoveredSince', { zh: '未覆盖起始', en: 'uncovered since' }, 'day', (view, row) => {
  const covered = view.facts.where(coverage, 'unitId', idOf(row, 'unitId'))
  if (covered.some((one) => holdsOn(one, view.asOf))) return []
  const ends = covered.filter(({ to }) => to <= view.asOf).map(({ to }) => to)
  return [[beginningOf(row).from, ...ends].toSorted().at(-1) ?? row.from]
})

const partyAge = found('partyAge', { zh: '党龄（年）', en: 'Party age, years' }, 'number', (view, row) => {
  const { fullSince } = row.attributes
  return row.attributes['status'] === 'probationary' || typeof fullSince !== 'string'
    ? []
    : [partyAgeOn(fullSince, view.asOf)]
})

const responsible = found('responsible', { zh: '责任党组织', en: 'responsible organization' }, 'text', (view, row) =>
  view.facts
    .where(responsibility, 'unitId', idOf(row, 'unitId'))
    .filter((one) => holdsOn(one, view.asOf))
    .flatMap(({ attributes }) => view.facts.where(organization, 'organizationId', attributes.organizationId))
    .filter((one) => holdsOn(one, view.asOf))
    .map(({ attributes }) => attributes.name),
)

const town = { zh: '乡镇（街道）', en: 'town' }
const unitName = { zh: '单位', en: 'unit' }
const unitId = { zh: '单位编号', en: 'unit id' }
const organizationName = { zh: '党组织', en: 'organization' }
const organizationId = { zh: '党组织编号', en: 'organization id' }

/** Rosters and registers: the state of a day as people keep it in tables. A new one is one entry here. */
export const lists: readonly List[] = [
  defineList({
    id: 'units',
    title: { zh: '单位', en: 'units' },
    of: unit,
    columns: [
      own(unit, 'unitId', unitId),
      own(unit, 'name', unitName),
      own(unit, 'kind', { zh: '类型', en: 'kind' }, 'word'),
      own(unit, 'creditCode', { zh: '统一社会信用代码', en: 'credit code' }, 'id'),
      own(unit, 'town', town),
      own(unit, 'park', { zh: '园区', en: 'park' }),
      own(unit, 'industry', { zh: '行业', en: 'industry' }),
      own(unit, 'operating', { zh: '在营', en: 'operating' }),
      own(unit, 'aboveDesignatedSize', { zh: '规模以上', en: 'above designated size' }),
      through(headcount, 'employees', { zh: '从业人员数', en: 'employees' }),
      membersIn('unitId'),
      through(organization, 'name', { zh: '覆盖的党组织', en: 'covered by' }, { id: 'coveredBy' }),
      through(organization, 'organizationId', organizationId),
      through(coverage, 'formation', { zh: '覆盖方式', en: 'formation' }, { kind: 'word' }),
      coveredSince,
      uncoveredSince,
      through(
        noOrganization,
        'reason',
        { zh: '未建原因', en: 'reason for none' },
        { id: 'noOrganization', kind: 'word' },
      ),
      through(
        legalRepresentative,
        'isMember',
        { zh: '法定代表人是党员', en: 'representative is a member' },
        { id: 'representative' },
      ),
      responsible,
      since({ zh: '纳入管理时间', en: 'listed since' }),
    ],
  }),
  defineList({
    id: 'organizations',
    title: { zh: '党组织', en: 'organizations' },
    of: organization,
    columns: [
      own(organization, 'organizationId', organizationId),
      own(organization, 'name', organizationName),
      own(organization, 'kind', { zh: '类型', en: 'kind' }, 'word'),
      own(organization, 'formation', { zh: '组建方式', en: 'formation' }, 'word'),
      own(organization, 'category', { zh: '类别', en: 'category' }, 'word'),
      own(organization, 'superiorId', { zh: '上级编号', en: 'superior id' }, 'id'),
      superiorName,
      through(unit, 'name', { zh: '覆盖的单位', en: 'units' }, { id: 'units' }),
      through(unit, 'town', town),
      membersIn('organizationId'),
      secretaries,
      due,
      since({ zh: '成立时间', en: 'founded on' }),
    ],
  }),
  defineList({
    id: 'members',
    title: { zh: '党员', en: 'members' },
    of: membership,
    columns: [
      own(membership, 'memberId', { zh: '党员编号', en: 'member id' }),
      own(membership, 'organizationId', organizationId, 'id'),
      through(organization, 'name', organizationName, { id: 'organization' }),
      own(membership, 'unitId', unitId, 'id'),
      through(unit, 'name', unitName, { id: 'unit' }),
      through(unit, 'town', town),
      own(membership, 'status', { zh: '状态', en: 'status' }, 'word'),
      own(membership, 'post', { zh: '岗位', en: 'post' }, 'word'),
      own(membership, 'isInvestor', { zh: '出资人', en: 'investor' }),
      own(membership, 'joinedOn', { zh: '入党时间', en: 'joined on' }, 'day'),
      own(membership, 'recruitedOn', { zh: '接收为预备党员', en: 'recruited on' }, 'day'),
      own(membership, 'probationEndsOn', { zh: '预备期满', en: 'probation ends on' }, 'day'),
      own(membership, 'fullSince', { zh: '转正时间', en: 'full since' }, 'day'),
      partyAge,
      since({ zh: '列入时间', en: 'in the book since' }),
    ],
  }),
  defineList({
    id: 'terms',
    title: { zh: '任期', en: 'terms' },
    of: term,
    columns: [
      own(term, 'organizationId', organizationId),
      through(organization, 'name', organizationName, { id: 'organization' }),
      own(term, 'startedOn', { zh: '任期开始', en: 'started on' }, 'day'),
      own(term, 'years', { zh: '年限', en: 'years' }),
      due,
      own(term, 'extendedTo', { zh: '延期至', en: 'extended to' }, 'day'),
      secretaries,
      through(unit, 'town', town),
    ],
  }),
  defineList({
    id: 'instructors',
    title: { zh: '党建指导员', en: 'instructors' },
    of: instructor,
    columns: [
      own(instructor, 'instructorId', { zh: '编号', en: 'id' }),
      own(instructor, 'role', { zh: '职责', en: 'role' }, 'word'),
      own(instructor, 'fullTime', { zh: '专职', en: 'full time' }),
      own(instructor, 'batch', { zh: '批次', en: 'batch' }),
      through(unit, 'name', { zh: '结对单位', en: 'units' }, { id: 'units' }),
      through(unit, 'town', town),
      since({ zh: '派出时间', en: 'sent on' }),
    ],
  }),
]
