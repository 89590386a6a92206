import * as z from 'zod'
import type { Words } from '@taizhang/kernel'
import { subjectId } from '../schemas.ts'
import { quantity } from '../words.ts'

/** What quantities of activities are counted in: 次、项、个、人次、人、分、个、套、吨. */
export const activityMeasure = z.enum([
  'events',
  'policies',
  'problems',
  'person-times',
  'persons',
  'fen',
  'pieces',
  'sets',
  'tonnes',
])
export type ActivityMeasure = z.output<typeof activityMeasure>

interface Product {
  readonly title: Words
  readonly measure: ActivityMeasure
}

/** What is produced; each is counted in a measure of its own. */
export const products = {
  mask: { title: { zh: '口罩', en: 'masks' }, measure: 'pieces' },
  'protective-suit': { title: { zh: '防护服', en: 'protective suits' }, measure: 'sets' },
  disinfectant: { title: { zh: '消毒液', en: 'disinfectant' }, measure: 'tonnes' },
  caprolactam: { title: { zh: '己内酰胺', en: 'caprolactam' }, measure: 'tonnes' },
} as const satisfies Readonly<Record<string, Product>>

/** What a policy for enterprises is about. */
export const policies = {
  'project-approval': { zh: '项目立项', en: 'project approval' },
  'land-use': { zh: '土地征用', en: 'land use' },
  'finance-and-labour': { zh: '融资用工', en: 'finance and labour' },
  'market-expansion': { zh: '市场拓展', en: 'market expansion' },
  certificates: { zh: '“两证”办理', en: 'certificates' },
  awards: { zh: '评先奖励', en: 'awards' },
} as const satisfies Readonly<Record<string, Words>>

/** A kind of activity. One told apart by product is counted in the product's measure, any other in its own. */
export type ActivityKind = { readonly title: Words } & (
  | { readonly toldBy: 'product' }
  | { readonly toldBy?: 'policy'; readonly measure: ActivityMeasure }
)

/** The registry: every kind of activity, with what it is counted in. */
export const activityKinds = {
  'work-meeting': { title: { zh: '专题研究', en: 'work meeting' }, measure: 'events' },
  'policy-granted': { title: { zh: '政策优惠', en: 'policy granted' }, toldBy: 'policy', measure: 'policies' },
  'problem-resolved': { title: { zh: '解决困难问题', en: 'problem resolved' }, measure: 'problems' },
  'theme-education': { title: { zh: '主题教育', en: 'theme education' }, measure: 'events' },
  training: { title: { zh: '培训', en: 'training' }, measure: 'person-times' },
  'rotation-training': { title: { zh: '书记轮训', en: 'rotation training' }, measure: 'person-times' },
  'long-service-course': { title: { zh: '党龄逢十党员培训', en: 'long-service course' }, measure: 'person-times' },
  'production-milestone': { title: { zh: '生产突破', en: 'production milestone' }, toldBy: 'product' },
  donation: { title: { zh: '捐助', en: 'donation' }, measure: 'fen' },
  'village-training': { title: { zh: '乡村人才培训', en: 'village training' }, measure: 'person-times' },
  'revitalization-action': { title: { zh: '乡村振兴行动', en: 'revitalization action' }, measure: 'events' },
  'emergency-production': { title: { zh: '应急转产', en: 'emergency production' }, toldBy: 'product' },
  'talent-introduced': { title: { zh: '引进人才', en: 'talent introduced' }, measure: 'persons' },
  'skill-contest': { title: { zh: '技能竞赛', en: 'skill contest' }, measure: 'events' },
} as const satisfies Readonly<Record<string, ActivityKind>>

const names = <T extends string>(registry: Readonly<Record<T, unknown>>) => z.enum(Object.keys(registry) as [T, ...T[]])

/** What an activity says. */
export const activityData = {
  kind: names(activityKinds),
  quantity,
  organizationId: subjectId.optional(),
  unitId: subjectId.optional(),
  product: names(products).optional(),
  policy: names(policies).optional(),
}

type Told = Pick<z.output<z.ZodObject<typeof activityData>>, 'kind' | 'product'>

/** What an activity's quantity is counted in; `undefined` where a product is missing. */
export function measureOf({ kind, product }: Told): ActivityMeasure | undefined {
  const registered: ActivityKind = activityKinds[kind]
  return registered.toldBy === 'product' ? product && products[product].measure : registered.measure
}
