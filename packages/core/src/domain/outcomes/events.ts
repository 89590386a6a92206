import { activityRecorded } from './activity-recorded.ts'
import { awardGranted } from './award-granted.ts'
import { brandRecognized } from './brand-recognized.ts'
import { roleUnitDisbanded } from './role-unit-disbanded.ts'
import { roleUnitEstablished } from './role-unit-established.ts'
import { suggestionAdopted } from './suggestion-adopted.ts'
import { suggestionSubmitted } from './suggestion-submitted.ts'
import { talentSiteEstablished } from './talent-site-established.ts'
import { villagePaired } from './village-paired.ts'
import { villageUnpaired } from './village-unpaired.ts'

/** In the order of the catalogue. A new event is one new file and one line here. */
export const outcomeEvents = [
  suggestionSubmitted,
  suggestionAdopted,
  roleUnitEstablished,
  roleUnitDisbanded,
  villagePaired,
  villageUnpaired,
  talentSiteEstablished,
  brandRecognized,
  awardGranted,
  activityRecorded,
] as const
