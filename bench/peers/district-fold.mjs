// What somebody writes who folds a district by hand: which units are covered, and who belongs where.

/** A district before anything happened. */
export const empty = () => ({ units: new Map(), organizations: new Map(), covers: new Map(), members: new Map() })

/** The district after an event. */
export function evolve(state, { type, data }) {
  switch (type) {
    case 'UnitListed':
      state.units.set(data.unitId, data.kind)
      break
    case 'OrganizationFounded':
      state.organizations.set(data.organizationId, data.category)
      for (const unitId of data.unitIds) state.covers.set(unitId, data.organizationId)
      break
    case 'MemberEnrolled':
    case 'MemberTransferredIn':
    case 'MemberRecruited':
    case 'MemberTransferred':
      state.members.set(data.memberId, data.organizationId)
      break
    case 'MemberTransferredOut':
    case 'MembershipEnded':
      state.members.delete(data.memberId)
      break
  }
  return state
}

/** Listed and covered units and members, by kind. */
export function coverage({ units, organizations, covers, members }) {
  const of = {
    enterprise: { listed: 0, covered: 0, members: 0 },
    'social-organization': { listed: 0, covered: 0, members: 0 },
  }
  for (const [unitId, kind] of units) {
    of[kind].listed += 1
    if (covers.has(unitId)) of[kind].covered += 1
  }
  for (const organizationId of members.values()) of[organizations.get(organizationId)].members += 1
  return of
}

/** The events that count, in the order of days: backdated ones in their place, corrections in that of what they correct, withdrawn ones left out. */
export function inOrderOfDays(events) {
  const gone = new Set()
  const places = new Map()
  for (const [at, { id, type, corrects, data }] of events.entries()) {
    places.set(id, places.get(corrects) ?? at)
    if (corrects !== undefined) gone.add(corrects)
    if (type === 'EventWithdrawn') gone.add(data.eventId)
  }
  return events
    .filter(({ id }) => !gone.has(id))
    .map((event) => ({ ...event, place: places.get(event.id) }))
    .sort((a, b) => (a.effectiveOn < b.effectiveOn ? -1 : a.effectiveOn > b.effectiveOn ? 1 : a.place - b.place))
}

/** Coverage on a day, folded from the first event on: what a fold by stream version cannot answer is folded anew. */
export function coverageOnDay(ordered, day) {
  const state = empty()
  for (const event of ordered) {
    if (event.effectiveOn > day) break
    evolve(state, event)
  }
  return coverage(state)
}
