import { expect, test } from 'vitest'

import { everybody, formNamed, idFor, newBook, proposed, recordAll, sheetOf, tableOf } from './form-book.ts'

const units = formNamed('units')
const typesOf = ({ proposals }: { readonly proposals: readonly { readonly event: { readonly type: string } }[] }) =>
  proposals.map(({ event }) => event.type)

const titles = ['单位名称', '统一社会信用代码', '乡镇', '从业人员数', '党组织名称', '成立时间', '最近换届时间', '书记']
const joint = '临港联合党支部'
const firms = [
  ['海峡木业有限公司', '91350305MA2XY1236Y', '临港镇', '1.2万', joint, '2015.6.1', '2020-6-1', '王伟'],
  ['东峤石材厂', null, '东峤镇', '２０人', joint, '同上', '同上', '同上'],
  ['笏石鞋业有限公司', null, '临港镇', 35, null, null, null, null],
] as const

test('a form of a new book lists, founds, covers and counts, on the days that it says', async () => {
  const book = await newBook()
  const first = await proposed(book, units, await sheetOf(titles, firms))
  expect(first.refusals).toEqual([])
  expect(first.proposals.map(({ event }) => [event.type, event.effectiveOn])).toEqual([
    ['UnitListed', '2021-07-31'],
    ['HeadcountReported', '2021-07-31'],
    ['OrganizationFounded', '2015-06-01'],
    ['TermStarted', '2020-06-01'],
    ['UnitListed', '2021-07-31'],
    ['HeadcountReported', '2021-07-31'],
    ['UnitListed', '2021-07-31'],
    ['HeadcountReported', '2021-07-31'],
    ['CoverageExtended', '2021-07-31'],
    ['CoverageExtended', '2021-07-31'],
  ])
  await recordAll(book, first)
  expect(tableOf(book, units).map((row) => [row[1], row[9], row[13], row[16], row[17], row[19]])).toEqual([
    ['海峡木业有限公司', 12000, joint, '2015-06-01', '2020-06-01', '王伟'],
    ['东峤石材厂', 20, joint, '2015-06-01', '2020-06-01', '王伟'],
    ['笏石鞋业有限公司', 35, null, null, null, null],
  ])
  expect(typesOf(await proposed(book, units, await sheetOf(titles, firms)))).toEqual([])
})

test('a renewal with the secretary alone keeps the others, and asks', async () => {
  const book = await newBook()
  const terms = formNamed('terms')
  const columns = ['党组织名称', '最近换届时间', '任期年限', '书记', '副书记']
  await recordAll(
    book,
    await proposed(book, terms, await sheetOf(columns, [['甲支部', '2018-03-01', '三年', '王伟', '李明']])),
  )
  const renewal = await proposed(
    book,
    terms,
    await sheetOf(['党组织名称', '最近换届时间', '书记'], [['甲支部', '2021.3.1', '赵强']]),
  )
  expect(renewal.proposals).toMatchObject([
    {
      event: {
        type: 'TermRenewed',
        effectiveOn: '2021-03-01',
        data: {
          years: 3,
          elected: [
            { personId: idFor('person', '赵强'), post: 'secretary' },
            { personId: idFor('person', '李明'), post: 'deputy-secretary' },
          ],
        },
      },
      asks: { zh: '换届会终止原有职务；表上没有写的 1 人按连任列出：请核对' },
    },
  ])
})

test('what differs of the past is a correction, what is almost the same a renaming, and both are asked about', async () => {
  const book = await newBook()
  await recordAll(book, await proposed(book, units, await sheetOf(titles, firms)))
  const edited = [
    ['海峡新材料有限公司', '91350305MA2XY1236Y', '临港镇', 12000, joint, '2015-07-01', '2020-6-1', '王伟'],
    ['东桥石材厂', null, '东峤镇', 20, joint, '2015-07-01', '2020-6-1', '王伟'],
  ]
  const { proposals, questions } = await proposed(book, units, await sheetOf(titles, edited), {
    covered: new Set([idFor('unit', '笏石鞋业有限公司')]),
  })
  expect(
    proposals.map(({ event: { type, effectiveOn }, asks, differences: [one] }) => [
      type,
      effectiveOn,
      asks !== undefined,
      one?.place.address,
      one?.from,
      one?.to,
    ]),
  ).toEqual([
    ['UnitRenamed', '2021-07-31', true, 'A2', '海峡木业有限公司', '海峡新材料有限公司'],
    ['OrganizationFounded', '2015-07-01', true, 'F2', '2015-06-01', '2015-07-01'],
    ['UnitRenamed', '2021-07-31', true, 'A3', '东峤石材厂', '东桥石材厂'],
  ])
  expect(proposals[1]?.event).toMatchObject({ reason: 'checked, F2' })
  expect(proposals[1]?.event.corrects).toHaveLength(36)
  expect(questions.map(({ message }) => message.zh)).toEqual([
    `台账里有单位“笏石鞋业有限公司”（${idFor('unit', '笏石鞋业有限公司')}），表上没有：是否不再纳入管理？原因是什么？`,
  ])
})

test('what cannot be read is told in the words of the sheet, and of such a row nothing is proposed', async () => {
  const book = await newBook()
  const rows = [
    ['甲厂', '3.50305E+17', '临港镇', 20, null, null, null, null],
    ['乙厂', null, '临港镇', '约二十', null, null, null, null],
    ['丙厂', null, '临港镇', 20, '丙支部', 2021.1, null, null],
    ['丁厂', null, '临港镇', 20, '丁支部', '2021.6', null, null],
    [null, null, '临港镇', 20, null, null, null, null],
    ['戊厂', '91350305MA2XY1236Y', '临港镇', 20, null, null, null, null],
    ['戊厂', '91350305MA2XY1236Y', '临港镇', 21, null, null, null, null],
    ['合计', null, null, 120, null, null, null, null],
  ]
  const found = await proposed(book, units, await sheetOf(titles, rows))
  expect(found.refusals.map(({ message }) => message.zh)).toEqual([
    '表 第 2 行“统一社会信用代码”（B2）：代码被 Excel 变成了 3.50305E+17，后几位已经丢失：请把这一列设为“文本”，重新填写',
    '表 第 3 行“从业人员数”（D3）：“约二十”不是整数：请写准确的数，如 120',
    '表 第 4 行“成立时间”（F4）：2021.1 可能是 1 月，也可能是 10 月（Excel 去掉了末尾的 0）：请写成 2021-01 或 2021-10',
    '表 第 5 行“成立时间”（F5）：只写了年月（2021-06）：请补上日，或用 --month first（当月第一天）、--month last（最后一天）',
    '表 第 6 行没有写是哪个单位',
    '表 第 8 行“单位名称”（A8）：“戊厂”在 表 第 7 行已经有了：同一对象只能有一行',
  ])
  expect(typesOf(found)).toEqual(['UnitListed', 'HeadcountReported'])
  expect(found.read.remarks.map(({ code }) => code)).toEqual(['row-left-out'])
  const first = await proposed(book, units, await sheetOf(titles, [rows[3] ?? []]), { month: 'first' })
  expect(first.proposals.find(({ event }) => event.type === 'OrganizationFounded')?.event.effectiveOn).toBe(
    '2021-06-01',
  )
  expect(first.read.remarks.map(({ message }) => message.zh)).toEqual([
    '表 第 2 行“成立时间”（F2）：2021-06 按 2021-06-01 计',
  ])
})

test('without a register no name comes into the book', async () => {
  const book = await newBook()
  const found = await proposed(book, units, await sheetOf(titles, firms), { persons: undefined })
  expect(JSON.stringify(found.proposals.map(({ event }) => event))).not.toContain('王伟')
  expect(found.remarks.map(({ code }) => code)).toContain('no-register')
  expect(everybody.nameOf(idFor('person', '王伟'))).toBe('王伟')
  // Nor does one in Latin letters: what is taken as it is is an id that the book has.
  const latin = firms.map((row) => row.map((cell) => (cell === '王伟' ? 'Wang-Wei' : cell)))
  const again = await proposed(book, units, await sheetOf(titles, latin), { persons: undefined })
  expect(JSON.stringify(again.proposals)).not.toContain('Wang-Wei')
  expect(again.remarks.map(({ code }) => code)).toContain('no-register')
})
