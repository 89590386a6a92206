import { draft, type CivilDate } from '@taizhang/core'
import type { Deed } from './desk.ts'
import type { District } from './district.ts'
import { organizationDocument } from './documents.ts'
import { doing, exactly, moreThan } from './doings.ts'
import { districtClerk } from './places-and-names.ts'

/** 培育典型: talent, brands, awards. */
export const modelDeeds = (district: District): readonly Deed[] => [
  ...talent(district),
  ...brands(district),
  ...awards(district),
]

/** 2018 年以来引进人才 120 多名, and three model sites. */
function talent({ systems: { group, upgraded, old } }: District): readonly Deed[] {
  const sites = [
    { talentSiteId: 'ts-1', name: '人才银行', unit: group.home, on: '2018-09-28' },
    { talentSiteId: 'ts-2', name: '集团学院', unit: old.home, on: '2019-10-25' },
    { talentSiteId: 'ts-3', name: '标杆学院', unit: upgraded.home, on: '2020-09-18' },
  ]
  return [
    doing('2018-12-20', 'talent-introduced', exactly(31)),
    doing('2019-12-19', 'talent-introduced', moreThan(38)),
    doing('2020-12-17', 'talent-introduced', exactly(35)),
    doing('2021-06-17', 'talent-introduced', exactly(16)),
    doing('2021-12-16', 'talent-introduced', exactly(14)),
    ...sites.map(({ on, unit, ...site }): Deed => {
      const data = { ...site, level: 'district', unitId: unit.id } as const
      return { on, actor: districtClerk, drafts: [draft('TalentSiteEstablished', on, data)] }
    }),
  ]
}

/** 10 多个园区、企业党建品牌: those of parks belong to no organization that counts. */
function brands({ systems: { group, upgraded, old, general }, enterprises: { solos } }: District): readonly Deed[] {
  const own: readonly (readonly [name: string, organizationId: string | undefined])[] = [
    ['四个引领', upgraded.head.id],
    ['一线党建', old.head.id],
    ['三共同', undefined],
    ['1+7+N', undefined],
    ['红色车间', group.head.id],
    ['匠心先锋', general.head.id],
    ...['木艺先锋', '红帆', '党员工位', '和合支部', '海燕', '先锋质检', '同心结'].map(
      (name, index) => [name, solos[index * 2]?.id] as const,
    ),
  ]
  return own.map(([name, organizationId], index): Deed => {
    const on = `${2019 + (index % 3)}-05-${String(10 + index).padStart(2, '0')}`
    const data = { brandId: `b-${String(index + 1).padStart(2, '0')}`, name, level: 'district' as const }
    const drafts = [
      draft('BrandRecognized', on, { ...data, ...(organizationId === undefined ? {} : { organizationId }) }),
    ]
    return { on, actor: districtClerk, drafts }
  })
}

/** 4 家 “全市先进基层党组织”. */
function awards({ systems: { group, upgraded, old }, enterprises: { solos } }: District): readonly Deed[] {
  const given: readonly (readonly [on: CivilDate, organizationId: string])[] = [
    ['2018-06-29', old.head.id],
    ['2020-06-30', upgraded.head.id],
    ['2021-06-28', group.head.id],
    ['2021-06-28', solos[3]?.id ?? ''],
  ]
  return given.map(([on, organizationId]): Deed => {
    const evidence = {
      ...organizationDocument(on),
      issuer: '海澜市委',
      documentNumber: `海澜委〔${on.slice(0, 4)}〕46号`,
    }
    const data = { name: '全市先进基层党组织', level: 'city', organizationId } as const
    return { on, actor: districtClerk, drafts: [draft('AwardGranted', on, data, { evidence })] }
  })
}
