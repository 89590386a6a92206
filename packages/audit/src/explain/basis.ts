import type { Ledger, View, Contribution, Question } from '@taizhang/kernel'
import { replayed } from '@taizhang/kernel/internal'
import type { Figure } from '@taizhang/kernel/define'
import { cutIn, sharesOf, sidesOf, type Shares } from '../shares.ts'
import { Gathering, type Basis, type Pair } from './gathering.ts'

/**
 * The events that a figure's value stands on, and the facts that they make. Replayed by themselves, without being judged, they give
 * the same contributions. They are the events of:
 *
 * 1. every fact counted: its whole episode, what opened, amended and will close it; the scope's too; for a flow the events counted;
 * 2. the ground: what opened the facts that these lie within (and, where a value was inherited, made it what it was);
 * 3. what was overridden: withdrawn and corrected events that changed a fact counted, or that one of these events corrects, with
 *    those that withdrew them;
 * 4. besides: facts that the events above make, or that the figure looks at, without which more or less would be counted. They
 *    are found by replaying and comparing, so that a figure need not say what it depends on.
 *
 * References are judged when an event is recorded and not on replay, so what is merely referred to is not among them.
 */
export function basisOf(ledger: Ledger, view: View, figure: Figure, question: Question): Basis {
  const gathering = new Gathering(ledger, view, cutIn(view, figure, question))
  gathering.addScope(figure, question.scope)
  const there = sharesOf(ledger, view, figure, question)
  for (const [at, side] of sidesOf(figure).entries())
    for (const share of there[at]?.values() ?? []) {
      gathering.addCounted(share)
      gathering.addTrail(share)
      gathering.addScoped(side, question.scope, share)
    }
  for (;;) {
    gathering.addOverridden()
    const again = { ...view, facts: replayed(gathering.events(), ledger.domain) }
    const here = sharesOf(ledger, again, figure, question)
    const differing = there.map((shares, side) => differences(shares, here[side]))
    if (differing.every((pairs) => pairs.length === 0)) return gathering.basis()
    const added = sidesOf(figure).map((side, at) =>
      gathering.addBesides(side, question.scope, differing[at] ?? [], again),
    )
    // A figure that looks at what no event of its facts tells of: then only the whole book will do.
    if (!added.includes(true)) gathering.addAll()
  }
}

function differences(there: Shares, here: Shares = new Map()): readonly Pair[] {
  return [...new Set([...there.keys(), ...here.keys()])]
    .map((id): Pair => [there.get(id), here.get(id)])
    .filter(([a, b]) => !a || !b || traceOf(a) !== traceOf(b))
}

/** What a contribution counts and why, to the last event. */
const traceOf = ({ value, qualifier, by, rows, events }: Contribution): string =>
  JSON.stringify([value, qualifier, by, events, rows.map(({ previous: _previous, ...row }) => row)])
