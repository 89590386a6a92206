import * as z from 'zod'
import { count, decimal, subjectId, text, textOnOneLine } from '../kernel/schemas.ts'

/** The closed lists of the domain, as they stand on the wire. */
export const unitKind = z.enum(['enterprise', 'social-organization'])
/** 党委、党总支、党支部、临时党支部. */
export const organizationKind = z.enum(['committee', 'general-branch', 'branch', 'temporary-branch'])
/** 单独组建、联合组建、挂靠、功能型. */
export const formation = z.enum(['solo', 'joint', 'attached', 'functional'])
/** Where statistics count an organization; `none`: nowhere, it is recorded because others report to it. */
export const category = z.enum([...unitKind.options, 'none'])
export const denominator = z.enum(['listed', 'operating'])
export const massOrganizationKind = z.enum(['trade-union', 'youth-league'])
export const delistingReason = z.enum(['moved', 'bankrupt', 'deregistered', 'shell', 'duplicate', 'out-of-scope'])
export const rectificationReason = z.enum(['weak', 'relocated', 'bankrupt', 'irregular', 'shell'])
export const officePost = z.enum(['secretary', 'deputy-secretary', 'committee-member'])
export const candidacyStage = z.enum(['applicant', 'activist', 'development-target'])
/** 预备党员、正式党员、停止党籍. */
export const membershipStatus = z.enum(['probationary', 'full', 'suspended'])
/** 中层以上管理人员、其他. */
export const memberPost = z.enum(['middle-or-above', 'other'])
export const membershipEnding = z.enum(['removed', 'withdrew', 'expelled', 'died'])
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
export const qualifier = z.enum(['exact', 'more-than', 'at-least', 'about'])
/** 不足、近、至多 are said in reports alone: what the ledger counts is never less than it says. */
export const reportedQualifier = z.enum([...qualifier.options, 'less-than', 'nearly', 'at-most'])

/** 60多名 is `more-than` 60 and stays so. At most three decimals, so that sums are exact. */
export const quantity = z.strictObject({ value: decimal(3).max(1_000_000_000_000), qualifier })
/** A quantity of what cannot be divided. */
export const wholeQuantity = z.strictObject({ value: count.max(1_000_000_000_000), qualifier })
/** A quantity as somebody reported it, whatever it is. */
export const reportedQuantity = z.strictObject({ value: z.number(), qualifier: reportedQualifier })

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

/** Those elected with a new term. */
export const elected = z.array(z.strictObject({ personId: subjectId, post: officePost }))

/** The data that starts a term. */
export const termData = {
  organizationId: subjectId,
  years: count,
  eligible: count.optional(),
  present: count.optional(),
  elected: elected.optional(),
}

/** A text in Chinese and in English. */
export const words = z.strictObject({ zh: text, en: text })
