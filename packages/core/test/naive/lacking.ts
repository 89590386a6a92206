import { holding, stretchOn, type Facts } from './facts.ts'
import { meets } from './condition.ts'
import { objects, texts } from './plain-event.ts'

/** Listed units of a scope with at least 3 full members (of a social organization no part-time ones) and no coverage that the scope counts. */
export function lackingIn(facts: Facts, scopeId: string, day: string): number {
  const scope = stretchOn(facts.find({ relation: 'scope', key: { scopeId } }), day)?.attributes ?? {}
  const coverage = holding(facts, 'coverage', day).filter(({ attributes }) =>
    texts(scope, 'countsFormations').includes(String(attributes['formation'])),
  )
  const members = holding(facts, 'membership', day).filter(({ attributes }) => attributes['status'] === 'full')
  return holding(facts, 'unit', day)
    .filter(({ attributes }) => texts(scope, 'unitKinds').includes(String(attributes['kind'])))
    .filter(({ attributes }) => scope['denominator'] !== 'operating' || attributes['operating'] === true)
    .filter((unit) => objects(scope, 'conditions').every((condition) => meets(condition, unit, facts, day)))
    .filter(({ key }) => !coverage.some((one) => one.key['unitId'] === key['unitId']))
    .filter(
      ({ key, attributes: { kind } }) =>
        members.filter(
          ({ attributes }) =>
            attributes['unitId'] === key['unitId'] &&
            (kind !== 'social-organization' || attributes['employment'] !== 'part-time'),
        ).length >= 3,
    ).length
}
