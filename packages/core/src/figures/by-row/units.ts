import { scope } from '../../domain/book/scope.ts'
import { unit } from '../../domain/unit/unit.ts'
import {
  areForAnOrganization,
  assignedToUnit,
  covers,
  coveringUnit,
  headcountOfUnit,
  massOrganizationsOfUnit,
  peopleOfUnit,
} from '../counting.ts'
import { furtherOfUnit, isUncovered, listedIn } from '../conditions.ts'
import { defineRate, defineStock } from '@taizhang/kernel/define'

/** 11: 纳入管理的单位. */
export const unitsListed = defineStock({
  id: 'units-listed',
  title: { zh: '纳入管理的单位数', en: 'Units listed' },
  doc: {
    zh: '该口径下纳入管理的单位数（口径要求时只计在营的）',
    en: 'Units of the scope that the book lists (only operating ones where the scope says so).',
  },
  measure: 'units',
  scopedBy: scope,
  kept: true,
  of: unit,
  further: furtherOfUnit,
  counts: listedIn,
})

/** 12: 从业人员数. */
export const employees = defineStock({
  id: 'employees',
  title: { zh: '从业人员数', en: 'Employees' },
  doc: {
    zh: '纳入管理的单位最近一次填报的从业人员数之和，没有填报的计 0',
    en: 'The latest headcounts of the listed units, added up; none is 0.',
  },
  measure: 'persons',
  scopedBy: scope,
  kept: true,
  of: unit,
  further: furtherOfUnit,
  near: { headcounts: headcountOfUnit },
  counts: (seen) => (listedIn(seen) ? (seen.headcounts[0]?.attributes.employees ?? 0) : 0),
})

export const unitsCovered = defineStock({
  id: 'units-covered',
  title: { zh: '党组织覆盖单位数', en: 'Units covered' },
  doc: {
    zh: '至少有一个党组织以该口径计入的组建方式覆盖的单位数',
    en: 'Listed units that an organization covers with a formation that the scope counts.',
  },
  measure: 'units',
  scopedBy: scope,
  kept: true,
  of: unit,
  further: furtherOfUnit,
  near: { coverages: coveringUnit },
  counts: (seen) => listedIn(seen) && covers(seen.scope, seen.coverages),
})

export const unitsCoveredSolo = defineStock({
  id: 'units-covered-solo',
  title: { zh: '单独组建覆盖单位数', en: 'Units covered solo' },
  doc: {
    zh: '由单独组建的党组织覆盖的单位数',
    en: 'Listed units that a solo organization covers, where the scope counts solo ones.',
  },
  measure: 'units',
  scopedBy: scope,
  kept: true,
  of: unit,
  further: furtherOfUnit,
  near: { coverages: coveringUnit },
  counts: (seen) =>
    listedIn(seen) &&
    covers(
      seen.scope,
      seen.coverages.filter(({ attributes }) => attributes.formation === 'solo'),
    ),
})

export const unitsWorkCovered = defineStock({
  id: 'units-work-covered',
  title: { zh: '工作覆盖单位数', en: 'Units work-covered' },
  doc: {
    zh: '有党组织覆盖，或有指导员、联络员结对，或有工会、团组织的单位数',
    en: 'Listed units that are covered, or have an instructor assigned, or a mass organization.',
  },
  measure: 'units',
  scopedBy: scope,
  kept: true,
  of: unit,
  further: furtherOfUnit,
  near: { coverages: coveringUnit, assignments: assignedToUnit, massOrganizations: massOrganizationsOfUnit },
  counts: (seen) =>
    listedIn(seen) &&
    (covers(seen.scope, seen.coverages) || seen.assignments.length > 0 || seen.massOrganizations.length > 0),
})

export const shouldHaveButLacks = defineStock({
  id: 'should-have-but-lacks',
  title: { zh: '应建未建单位数', en: 'Units that should have an organization but lack one' },
  doc: {
    zh: '有 3 名以上正式党员而未被党组织覆盖的单位数（党章第三十条）；社会组织中兼职的不计',
    en: 'Listed units with at least 3 full members that are not covered (Party constitution, art. 30); part-time staff of social organizations do not count.',
  },
  measure: 'units',
  scopedBy: scope,
  of: unit,
  further: furtherOfUnit,
  near: { coverages: coveringUnit, people: peopleOfUnit },
  absent: true,
  counts: (seen) => isUncovered(seen) && areForAnOrganization(seen.row, seen.people),
})

/** 15: 组织覆盖率. */
export const organizationCoverage = defineRate({
  id: 'organization-coverage',
  title: { zh: '党组织覆盖率', en: 'Organization coverage rate' },
  doc: {
    zh: '党组织覆盖的单位数 / 纳入管理的单位数；计单位，不计组织',
    en: 'Units covered / units listed. Units are counted, never organizations.',
  },
  part: unitsCovered,
  whole: unitsListed,
})

export const soloRate = defineRate({
  id: 'solo-rate',
  title: { zh: '单独组建率', en: 'Solo rate' },
  doc: {
    zh: '单独组建的党组织覆盖的单位数 / 纳入管理的单位数',
    en: 'Units covered by a solo organization / units listed.',
  },
  part: unitsCoveredSolo,
  whole: unitsListed,
})

/** 16: 工作覆盖率. */
export const workCoverage = defineRate({
  id: 'work-coverage',
  title: { zh: '工作覆盖率', en: 'Work coverage rate' },
  doc: { zh: '工作覆盖的单位数 / 纳入管理的单位数', en: 'Units work-covered / units listed.' },
  part: unitsWorkCovered,
  whole: unitsListed,
})
