import * as z from 'zod'
import { count, subjectId, text } from '../kernel/schemas.ts'

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

/** 60多名 is `more-than` 60 and stays so. */
export const quantity = z.strictObject({
  value: z.number(),
  qualifier: z.enum(['exact', 'more-than', 'at-least', 'about']),
})

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
