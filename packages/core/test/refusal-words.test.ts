import { createLedger, memoryStore, type Ledger } from '@taizhang/core'
import { expect, test } from 'vitest'
import { idOf } from '../src/testing/index.ts'

const listed = { unitId: 'u1', kind: 'enterprise', name: '甲' }

/** What is wrong with a draft's data, the field, and what people are told. */
const cases: readonly (readonly [string, string, unknown, string, string, string])[] = [
  ['nothing', 'UnitListed', { ...listed, name: undefined }, 'data.name', '缺少这个字段', 'this field is missing'],
  [
    'a number for a text',
    'UnitListed',
    { ...listed, name: 7 },
    'data.name',
    '应为文本，而不是数字',
    'expected text, not a number',
  ],
  [
    'null for a text',
    'UnitListed',
    { ...listed, name: null },
    'data.name',
    '应为文本，而不是 null',
    'expected text, not null',
  ],
  [
    'a list for a text',
    'UnitListed',
    { ...listed, name: ['x'] },
    'data.name',
    '应为文本，而不是列表 […]',
    'expected text, not a list […]',
  ],
  ['an empty text', 'UnitListed', { ...listed, name: '' }, 'data.name', '不能为空', 'must not be empty'],
  [
    'a broken number',
    'HeadcountReported',
    { unitId: 'u1', employees: 1.5 },
    'data.employees',
    '应为整数',
    'expected a whole number',
  ],
  [
    'below the least',
    'HeadcountReported',
    { unitId: 'u1', employees: -1 },
    'data.employees',
    '不得小于 0',
    'must not be less than 0',
  ],
  [
    'another shape',
    'UnitCreditCodeAssigned',
    { unitId: 'u1', creditCode: 'x' },
    'data.creditCode',
    '格式应为 ^[0-9A-Z]{18}$',
    'expected the form ^[0-9A-Z]{18}$',
  ],
  [
    'a bad id',
    'UnitListed',
    { ...listed, unitId: 'a b' },
    'data.unitId',
    '编号应为 1 至 64 个字符：字母、数字、. _ : -',
    'expected an id: 1 to 64 of A-Z a-z 0-9 . _ : -',
  ],
  ['no such field', 'UnitListed', { ...listed, more: 1 }, 'data.more', '没有这个字段', 'there is no such field'],
]

test.each(cases)('%s: the refusal says where and what was expected', async (_what, type, data, path, zh, en) => {
  const options = { now: new Date('2021-12-01T00:00:00Z'), newId: () => idOf(1), actor: 'tester' }
  const ledger: Ledger = await createLedger(
    memoryStore(),
    { book: 'test', name: '测试' },
    { ...options, newId: () => idOf(0) },
  )
  const outcome = await ledger.record([{ type, effectiveOn: '2020-01-01', data }], options)
  expect(outcome).toMatchObject({ ok: false, refusals: [{ code: 'invalid', path, message: { zh, en } }] })
})

const founded = {
  kind: 'branch',
  category: 'enterprise',
  formation: 'solo',
  name: '甲支部',
  unitIds: [],
}

/** A change of something that the book does not have on that day, and what people are told. */
const absences: readonly (readonly [string, object, string, string])[] = [
  [
    'a member before the branch is founded',
    { type: 'MemberEnrolled', data: { memberId: 'm1', organizationId: 'o1', status: 'full' } },
    '党组织 甲支部（o1）当日尚未列入台账，2020-05-10 才列入（第 1 条 党组织成立，2020-05-10），不能有自 2020-01-01 起归属于它的党员（m1）',
    'organization 甲支部 (o1) is in the book only from 2020-05-10 (event 1, Organization founded on 2020-05-10), and membership (m1) cannot belong to it from 2020-01-01 on',
  ],
  [
    'a member whom nobody enrolled',
    { type: 'MembershipEnded', data: { memberId: 'm1', reason: 'died' } },
    '出党、死亡（2020-01-01）：台账中没有党员 m1，不能变动',
    'Membership ended on 2020-01-01: the book has no membership m1',
  ],
  [
    'a branch that nobody founded',
    { type: 'MemberEnrolled', data: { memberId: 'm1', organizationId: 'o2', status: 'full' } },
    '台账中没有党组织 o2，不能有自 2020-01-01 起归属于它的党员（m1）',
    'the book has no organization o2, and membership (m1) cannot belong to it from 2020-01-01 on',
  ],
  [
    'an office before the branch is founded',
    { type: 'OfficeTaken', data: { organizationId: 'o1', personId: 'p1', post: 'secretary' } },
    '任职（2020-01-01）：党组织 甲支部（o1）当日尚未列入台账，2020-05-10 才列入（第 1 条 党组织成立，2020-05-10），不能有班子成员 甲支部（o1） 书记 p1',
    'Office taken on 2020-01-01: organization 甲支部 (o1) is in the book only from 2020-05-10 (event 1, Organization founded on 2020-05-10), which office 甲支部 (o1) secretary p1 needs',
  ],
]

test.each(absences)('%s: the refusal says what the book lacks, and until when', async (_what, draft, zh, en) => {
  let id = 0
  const options = { now: new Date('2021-12-01T00:00:00Z'), newId: () => idOf(id++), actor: 'tester' }
  const ledger: Ledger = await createLedger(memoryStore(), { book: 'test', name: '测试' }, options)
  const founding = {
    type: 'OrganizationFounded',
    effectiveOn: '2020-05-10',
    data: { organizationId: 'o1', ...founded },
  }
  expect(await ledger.record([founding], options)).toMatchObject({ ok: true })
  const outcome = await ledger.record([{ ...draft, effectiveOn: '2020-01-01' }], options)
  expect(outcome).toMatchObject({ ok: false, refusals: [{ message: { zh, en } }] })
})
