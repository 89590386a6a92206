import { suggestionAdopted } from '../../domain/outcomes/suggestion-adopted.ts'
import { suggestionSubmitted } from '../../domain/outcomes/suggestion-submitted.ts'
import { amountOf } from '@taizhang/kernel'
import { eventCounts } from '../counting.ts'
import { countEvents, defineFlow, defineFlowRate, type Flow } from '@taizhang/kernel/define'
import { recentYears } from '../windows.ts'
import { whatEventsName } from '../scoped-as.ts'

/** The suggestions of one kind of event: all of them by who made them, or those of the Party organizations and members alone. */
const suggestionFlow = <const I extends string>(
  definition: typeof suggestionSubmitted | typeof suggestionAdopted,
  words: Pick<Flow<I>, 'id' | 'title' | 'doc' | 'by'>,
): Flow<I> =>
  defineFlow({
    ...words,
    measure: 'suggestions',
    scopedAs: whatEventsName,
    since: recentYears,
    entries: countEvents(definition, ({ data, effectiveOn }, facts) =>
      eventCounts(facts, data.organizationId, effectiveOn) && (words.by !== undefined || data.by === 'party')
        ? { ...amountOf(data.quantity), by: data.by }
        : undefined,
    ),
  })

/** 19: 提案建议. */
export const suggestions = suggestionFlow(suggestionSubmitted, {
  id: 'suggestions',
  title: { zh: '提案建议数', en: 'Suggestions' },
  doc: {
    zh: '期内为企业提出的建议，按提出者分：党组织和党员、其他人员',
    en: 'Suggestions made to enterprises in the window, by the Party organizations and members or by others.',
  },
  by: 'submitter',
})

/** 19: 采纳的建议. */
export const suggestionsAdopted = suggestionFlow(suggestionAdopted, {
  id: 'suggestions-adopted',
  title: { zh: '采纳建议数', en: 'Suggestions adopted' },
  doc: {
    zh: '期内企业采纳的建议，按提出者分',
    en: 'Suggestions that enterprises adopted in the window, by who had made them.',
  },
  by: 'submitter',
})

/** 19: 党组织和党员的建议. */
export const partySuggestions = suggestionFlow(suggestionSubmitted, {
  id: 'party-suggestions',
  title: { zh: '党组织和党员建议数', en: 'Party suggestions' },
  doc: {
    zh: '期内党组织和党员为企业提出的建议',
    en: 'Suggestions of Party organizations and members in the window.',
  },
})

/** 19: 采纳的党组织和党员的建议. */
export const partySuggestionsAdopted = suggestionFlow(suggestionAdopted, {
  id: 'party-suggestions-adopted',
  title: { zh: '采纳党组织和党员建议数', en: 'Party suggestions adopted' },
  doc: {
    zh: '期内企业采纳的党组织和党员的建议',
    en: 'Suggestions of Party organizations and members that were adopted in the window.',
  },
})

/** 19: 党组织和党员建议被采纳的占比. */
export const partySuggestionsAdoptionRate = defineFlowRate({
  id: 'party-suggestions-adoption-rate',
  title: { zh: '党组织和党员建议采纳率', en: 'Adoption rate of Party suggestions' },
  doc: {
    zh: '期内采纳的 / 期内提出的党组织和党员建议',
    en: 'Party suggestions adopted / Party suggestions made in the window.',
  },
  part: partySuggestionsAdopted,
  whole: partySuggestions,
})
