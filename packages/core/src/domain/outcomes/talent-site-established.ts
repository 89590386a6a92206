import * as z from 'zod'
import { open, defineEvent } from '@taizhang/kernel/define'
import { subjectId } from '../schemas.ts'
import { talentSite } from './talent-site.ts'
import { distinction } from '../words.ts'

/** 设立人才工作示范点. A model site of work with talent is set up. */
export const talentSiteEstablished = defineEvent({
  type: 'TalentSiteEstablished',
  title: { zh: '设立人才工作示范点', en: 'Talent site established' },
  doc: {
    zh: '设立人才工作示范点',
    en: 'A model site of work with talent is set up.',
  },
  data: z.strictObject({ talentSiteId: subjectId, ...distinction }),
  changes: ({ talentSiteId, ...attributes }) => [open(talentSite, { talentSiteId }, attributes)],
  example: { talentSiteId: 't2', name: '人才银行', level: 'city', unitId: 'u12' },
})
