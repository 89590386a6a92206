import { coverage } from '../../domain/organization/coverage.ts'
import { organization } from '../../domain/organization/organization.ts'
import { coverageOf, everAbove, isCounted, organizations } from '../around.ts'
import { defineCheck } from '../define-check.ts'

/** 空壳党组织. A coverage ends with its unit's listing, so what is covered is listed. */
export const orgShell = defineCheck({
  id: 'ORG-SHELL',
  says: () => ({
    zh: '党组织不覆盖任何列管单位、没有下级，其上级也都不覆盖单位的，应当调整或者撤销',
    en: 'An organization that covers no listed unit, has none under it, and none above it that covers one, is to be adjusted or dissolved.',
  }),
  next: {
    zh: '转出党员后撤销或合并（OrganizationDissolved、OrganizationMerged），或扩大覆盖（CoverageExtended）；先列入整顿的，记 OrganizationFlagged',
    en: 'Move its members and dissolve or merge it (OrganizationDissolved, OrganizationMerged), or let it cover a unit (CoverageExtended); until then flag it (OrganizationFlagged).',
  },
  looks: (look) => [
    look({
      subjects: organizations,
      near: {
        coverages: coverageOf,
        subordinates: (facts, { id }) => facts.where(organization, 'superiorId', id),
        above: (facts, { id }) =>
          everAbove(facts, id).flatMap((above) => facts.where(organization, 'organizationId', above)),
        coveragesAbove: (facts, { id }) =>
          everAbove(facts, id).flatMap((above) => facts.where(coverage, 'organizationId', above)),
      },
      holds: ({ subject: { row }, coverages, subordinates, above, coveragesAbove }) => {
        if (!isCounted(row) || coverages.length > 0 || subordinates.length > 0) return undefined
        const chain: (typeof row)[] = []
        for (let next = row.attributes.superiorId; next !== undefined;) {
          const superior = above.find(({ key }) => key.organizationId === next)
          if (!superior || chain.includes(superior)) break
          if (coveragesAbove.some(({ key }) => key.organizationId === next)) return undefined
          chain.push(superior)
          next = superior.attributes.superiorId
        }
        return {
          message: {
            zh: '不覆盖任何列管单位，没有下级，各级上级也不覆盖单位',
            en: 'It covers no listed unit, has none under it, and none above it covers one.',
          },
          rows: chain,
        }
      },
    }),
  ],
  texts: [
    {
      id: 'ORG-SHELL',
      title: { zh: '空壳党组织', en: 'Shell organization' },
      severity: 'violation',
      citation: {
        zh: '《中国共产党支部工作条例（试行）》（2018-10-28）第七条',
        en: 'Branch regulations (支部工作条例, 2018-10-28), art. 7',
      },
      parameters: {},
      from: '2018-10-28',
    },
  ],
})
