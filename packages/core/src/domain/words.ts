import * as z from 'zod'
import { count, decimal, subjectId, text, textOnOneLine } from './schemas.ts'

/** The closed lists of the domain, as they stand on the wire. */
export const unitKind = z.enum(['enterprise', 'social-organization'])
/** 党委、党总支、党支部、临时党支部. */
export const organizationKind = z.enum(['committee', 'general-branch', 'branch', 'temporary-branch'])
/** 单独组建、联合组建、挂靠、功能型. */
export const formation = z.enum(['solo', 'joint', 'attached', 'functional'])
/** Where statistics count an organization; `none`: nowhere, it is recorded because others report to it. */
export const category = z.enum([...unitKind.options, 'none'])
export const denominator = z.enum(['listed', 'operating'])
export const massOrganizationKind = z.enum(['trade-union', 'youth-league', 'womens-federation'])
export const delistingReason = z.enum(['moved', 'bankrupt', 'deregistered', 'shell', 'duplicate', 'out-of-scope'])
export const rectificationReason = z.enum(['weak', 'relocated', 'bankrupt', 'irregular', 'shell'])
export const officePost = z.enum(['secretary', 'deputy-secretary', 'committee-member'])
export const candidacyStage = z.enum(['applicant', 'activist', 'development-target'])
/** 预备党员、正式党员、停止党籍. */
export const membershipStatus = z.enum(['probationary', 'full', 'suspended'])
/** 中层以上管理人员、其他. */
export const memberPost = z.enum(['middle-or-above', 'other'])
/** 除名、退党、开除党籍、去世；退党除名、劝退、劝而不退除名、自行脱党除名、不予承认. */
export const membershipEnding = z.enum([
  'removed',
  'withdrew',
  'expelled',
  'died',
  'withdrew-removed',
  'advised-to-withdraw',
  'advice-refused-removed',
  'left-removed',
  'not-recognized',
])
/** 停止党籍的原因: 出国（境）定居、失去联系. */
export const suspensionCause = z.enum(['abroad', 'not-found'])
/** 管理、专业技术、工勤技能人员. */
export const work = z.enum(['management', 'professional', 'skilled-worker'])
/** 专职、兼职. */
export const employment = z.enum(['full-time', 'part-time'])
/** 流动、出国（境）留学、出国（境）工作. */
export const absenceKind = z.enum(['mobile', 'studying-abroad', 'working-abroad'])

/** What a unit is as the statistics have it: 公司制企业、个体工商户、专业市场; 社会团体、民办非企业单位、基金会; 律师、会计师、税务师事务所. */
export const unitForm = z.enum([
  'company',
  'individual-business',
  'market',
  'social-group',
  'private-non-enterprise',
  'foundation',
  'law-firm',
  'accounting-firm',
  'tax-firm',
])
/** The kinds of business of which each has its own limit for 规模以上 and 限额以上. */
export const sector = z.enum([
  'industrial',
  'construction',
  'wholesale',
  'retail',
  'lodging-catering',
  'real-estate',
  'transport-information',
  'business-services',
  'personal-services',
  'agriculture',
])
/** 私营独资、私营、港澳台商独资、港澳台商投资、外商独资、外商投资、混合所有制. */
export const ownership = z.enum([
  'private-sole',
  'private',
  'hk-macau-taiwan-sole',
  'hk-macau-taiwan',
  'foreign-sole',
  'foreign',
  'mixed',
])
/** 私有、港澳台商、外商经济控制. */
export const control = z.enum(['private-controlled', 'hk-macau-taiwan-controlled', 'foreign-controlled'])
/** 未建原因. */
export const noOrganizationReason = z.enum([
  'no-members',
  'too-few-members',
  'memberships-elsewhere',
  'newly-established',
  'unstable-staff',
  'owner-unwilling',
  'suspended-operation',
  'other',
])
/** 撤销原因. */
export const dissolutionCause = z.enum([
  'unit-closed',
  'unit-moved',
  'too-few-members',
  'shell',
  'task-finished',
  'restructured',
  'other',
])
/** What the book has a register of: 乡镇（街道）、园区、行业. */
export const placeKind = z.enum(['town', 'park', 'industry'])
/** What a scope may ask of a unit. On the wire for good, whatever figures are grouped by. */
export const scopeDimension = z.enum([
  'town',
  'park',
  'industry',
  'form',
  'sector',
  'ownership',
  'control',
  'operating',
  'above-designated-size',
  'employees',
  'revenue',
  'members',
  'responsible',
])
export const scopeTest = z.enum(['=', '!=', '>=', '<=', '>', '<'])
export const instructorRole = z.enum(['instructor', 'liaison'])

/** 18 characters (GB 32100-2015). A failing check digit is a finding, not a refusal: some valid early codes fail it. */
export const creditCode = z.string().regex(/^[0-9A-Z]{18}$/)

/** 等次: 好、较好、一般、差. */
export const reviewGrade = z.enum(['good', 'fair', 'average', 'poor'])
/** 绩效考评、年度考核. */
export const appraisalKind = z.enum(['performance', 'annual'])
/** 党员活动室、党群服务中心、党群驿站. */
export const venueKind = z.enum(['activity-room', 'service-center', 'station'])
/** 党员责任区、党员突击队、党员示范岗、党员顶岗突击队、青年突击队. */
export const roleUnitKind = z.enum([
  'responsibility-area',
  'commando',
  'demonstration-post',
  'epidemic-commando',
  'youth-commando',
])
/** 党组织和党员、其他人员. */
export const suggester = z.enum(['party', 'others'])
/** 区级、市级、省级、国家级. */
export const level = z.enum(['district', 'city', 'province', 'national'])
/** The level that approved an organization: 乡镇级 or one of the levels. */
export const approvalLevel = z.enum(['township', ...level.options])
export { qualifier, quantity, reportedQualifier, wholeQuantity } from '@taizhang/kernel/define'

/** Money in fen (分). */
export const fen = count.max(10_000_000_000_000)
export const year = z.int().min(1921).max(9999)
export const score = decimal(2).max(100)
/** A village's name; it is part of a key, so it is one line. */
export const village = textOnOneLine

/** “六有”: local lists differ, so the version is named. */
export const checklist = z.strictObject({
  version: text,
  place: z.boolean(),
  facilities: z.boolean(),
  signs: z.boolean(),
  flag: z.boolean(),
  readingMaterial: z.boolean(),
  rules: z.boolean(),
})

/** What is recognized, by whom, and whose it is: an organization's, a unit's, or neither's (a park's). */
export const distinction = {
  name: text,
  level,
  organizationId: subjectId.optional(),
  unitId: subjectId.optional(),
}

const holder = { personId: subjectId, post: officePost }
/** Those elected with a new term; some may have been sent by the superior (上级选派). */
export const elected = z.array(z.strictObject({ ...holder, sentBySuperior: z.boolean().optional() }))

/** The data that started a term in version 1. */
export const termDataBefore = {
  organizationId: subjectId,
  years: count,
  eligible: count.optional(),
  present: count.optional(),
  elected: z.array(z.strictObject(holder)).optional(),
}
/** The data that starts a term. */
export const termData = { ...termDataBefore, elected: elected.optional() }

/** A text in Chinese and in English. */
export const words = z.strictObject({ zh: text, en: text })
