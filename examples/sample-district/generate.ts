import { writeFileSync } from 'node:fs'
import { createLedger, memoryStore, exportBook, type Ledger } from '@taizhang/core'
import { abilityDeeds } from './abilities.ts'
import { planCandidacies } from './candidacies.ts'
import { careerDeeds } from './careers.ts'
import { crossAppointmentDeeds } from './cross-appointments.ts'
import { bookCode } from './days.ts'
import { fileAll, uuidsOf, type Deed } from './desk.ts'
import { planDistrict } from './district.ts'
import { endingStories } from './ending-stories.ts'
import { coverageDeeds, foundingDeeds } from './foundings.ts'
import { headcountDeeds, planHeadcounts } from './headcounts.ts'
import { inventoryDeeds } from './inventories.ts'
import { listingDeeds, unitLifeDeeds } from './listings.ts'
import { modelDeeds } from './models.ts'
import { moneyDeeds } from './money.ts'
import { openingDeeds } from './opening.ts'
import { planPeople } from './people.ts'
import { pioneerDeeds } from './pioneers.ts'
import { districtClerk } from './places-and-names.ts'
import { randomOf } from './random.ts'
import { reportedFigureDeeds } from './reported-figures.ts'
import { responsibilityDeeds } from './responsibility.ts'
import { withSecondThoughts } from './second-thoughts.ts'
import { systemStories } from './system-stories.ts'
import { planElections } from './terms.ts'
import { venueDeeds } from './venues.ts'
import { workCoverageDeeds } from './work-coverage.ts'

/** Everything that happens in the sample district, from its plan. */
function planDeeds(): readonly Deed[] {
  const district = planDistrict()
  const people = planPeople(district)
  const headcounts = planHeadcounts(district)
  const candidacies = planCandidacies(district, people)
  const terms = planElections(district, people)
  const deeds = [
    ...openingDeeds(district, people, headcounts),
    ...listingDeeds(district, headcounts),
    ...foundingDeeds(district, people, terms),
    ...coverageDeeds(district),
    ...systemStories({ district, people, candidacies, terms }),
    ...endingStories(district, people),
    ...careerDeeds(people),
    ...candidacies.deeds,
    ...terms.deeds,
    ...crossAppointmentDeeds(terms),
    ...unitLifeDeeds(district),
    ...headcountDeeds(district, headcounts),
    ...workCoverageDeeds(district),
    ...inventoryDeeds(district),
    ...responsibilityDeeds(district),
    ...moneyDeeds(district, people, headcounts),
    ...abilityDeeds(district),
    ...pioneerDeeds(district),
    ...venueDeeds(district),
    ...modelDeeds(district),
    ...reportedFigureDeeds(),
  ]
  return withSecondThoughts(deeds, district, people)
}

/** The sample district's book, recorded through the library in a store in memory, and its export. */
export async function generateSample(): Promise<{ readonly ledger: Ledger; readonly text: string }> {
  const store = memoryStore()
  const uuidAt = uuidsOf(randomOf('ids'))
  const now = new Date('2012-01-05T01:30:00.000Z')
  const ledger = await createLedger(
    store,
    { book: bookCode, name: '海屿区两新组织党建工作台账', jurisdiction: bookCode },
    { now, newId: () => uuidAt(now), actor: districtClerk },
  )
  await fileAll(ledger, planDeeds(), uuidAt)
  let text = ''
  for await (const page of exportBook(store, bookCode)) text += page.map((line) => `${line}\n`).join('')
  return { ledger, text }
}

if (import.meta.main) {
  const { text } = await generateSample()
  writeFileSync(new URL('sample-district.ndjson', import.meta.url), text)
}
