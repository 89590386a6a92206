import { unzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { bundleOf, checkpointOf, signCheckpoint } from '../src/index.ts'
import { bookOf, read } from './book-of.ts'
import {
  fails,
  figuresNamed,
  key,
  lines,
  made,
  needsTools,
  onDay,
  python,
  told,
  unpacked,
  type Fact,
  type Proofs,
  type Said,
  type Share,
} from './bundles.ts'

describe('figures.json told otherwise', () => {
  test('a figure that says more than its events', (context) => {
    needsTools(context)
    const files = made(figuresNamed('units-covered'), false)
    const said = new TextDecoder().decode(files['figures.json'])
    for (const [from, to] of [
      ['"value": 2', '"value": 3'],
      ['"size": 6', '"size": 5'],
      ['"book": "test"', '"book": "rest"'],
      ['"unitId": "u1"', '"unitId": "u7"'],
      ['"from": "2020-06-20"', '"from": "2019-06-20"'],
    ] as const) {
      expect(said).toContain(from)
      const changed = new TextEncoder().encode(said.replace(from, to))
      expect([from, python(unpacked({ ...files, 'figures.json': changed }), '../keys.pub').code]).toEqual([from, 3])
    }
  })

  test('shares of nothing, shares that count twice, and shares worth more than their events say', (context) => {
    needsTools(context)
    const files = made(figuresNamed('units-covered'), false)
    const more: readonly (readonly [string, number, (shares: Share[]) => void])[] = [
      ['nothing', 990, (shares) => shares.push({ value: 990, facts: [], events: [] })],
      ['an event without a fact', 1, (shares) => shares.push({ value: 1, facts: [], events: [0] })],
      ['all twice', 2, (shares) => shares.push(...shares)],
      ['one with more to its name', 1, (shares) => shares.push(...shares.slice(0, 1).map(named))],
      ['one without a name', 1, (shares) => shares.push(...shares.slice(0, 1).map(unnamed))],
      ['one under another name', 1, (shares) => shares.push(...shares.slice(0, 1).map(renamed))],
      ['one worth more', 7, (shares) => shares.push(...shares.splice(0, 1).map((share) => ({ ...share, value: 8 })))],
    ]
    expect(told(files, () => undefined)).toEqual([0, []])
    for (const [what, value, edit] of more) {
      const found = told(files, (_, figure) => {
        figure.value = Number(figure.value) + value
        edit(figure.counted[0]?.contributions ?? [])
      })
      expect([what, found]).toEqual([what, fails(/units-covered .* it adds up/)])
    }
  })

  test('a fact that names an event that is not here', (context) => {
    needsTools(context)
    const found = told(made(figuresNamed('units-covered'), false), (_, figure) => {
      const [fact] = figure.counted[0]?.contributions[0]?.facts ?? []
      if (fact) fact.openedBy = 99_999
    })
    expect(found).toEqual(fails(/units-covered .* it adds up/))
  })

  test('the same for a flow, whose events are of its days', async (context) => {
    needsTools(context)
    const files = made(figuresNamed('organizations-founded'), false)
    expect(told(files, () => undefined)).toEqual([0, []])
    const twice = told(files, (_, figure) => {
      figure.value = 2
      figure.counted[0]?.contributions.push(...figure.counted[0].contributions)
    })
    const before = told(files, (_, figure) => void (figure.to = '2020-06-19'))
    const empty = told(files, (_, figure) => {
      figure.value = 2
      figure.counted[0]?.contributions.push({ value: 1, facts: [], events: [] })
    })
    for (const found of [twice, before, empty]) expect(found).toEqual(fails(/organizations-founded .* it adds up/))
  })

  test('a rate out of the whole log, and one that hides what is not counted', (context) => {
    needsTools(context)
    const files = made(figuresNamed('organization-coverage'), true)
    const named = Object.keys((JSON.parse(new TextDecoder().decode(files['proofs.json'])) as Proofs).inclusion)
    const some = lines(files).filter((_, position) => named.includes(String(position)))
    const found = told(
      files,
      (said, figure) => {
        said.full = false
        const [part, whole] = figure.counted
        whole?.contributions.splice(part?.contributions.length ?? 0)
        figure.value = '100.0'
      },
      { events: new TextEncoder().encode(`${some.join('\n')}\n`) },
    )
    expect(found).toEqual(fails(/no figure is here that needs the whole log/, /it is what the log gives/))
  })

  test('another day than the one that was counted', async (context) => {
    needsTools(context)
    const whole = made(figuresNamed('units-covered'), true)
    const own = told(whole, (_, figure) => void (figure.asOf = '2035-01-01'))
    const before = told(whole, (said) => onDay(said, '2020-06-19'))
    for (const found of [own, before]) expect(found).toEqual(fails(/units-covered .* it is what the log gives/))
  })

  test('a day after a fact has ended, whether or not its end is told as it was', async (context) => {
    needsTools(context)
    const gone = await bookOf('test', 2)
    const data = { unitId: 'u1', reason: 'bankrupt' }
    const delisted = { type: 'UnitDelisted', effectiveOn: '2021-07-01', data }
    expect(await gone.ledger.record([delisted], { ...gone.options, now: new Date('2021-07-02') })).toMatchObject({
      ok: true,
    })
    const sealed = read(signCheckpoint(await checkpointOf(gone.store, 'test'), key))
    const options = { figures: figuresNamed('units-listed'), asOf: '2021-06-30', note: sealed, full: true }
    const files = unzipSync(bundleOf(gone.ledger, options).zip)
    const later = (edit: (fact: Fact) => void) => {
      const edited = (said: Said, figure: Said['figures'][number]): void => {
        onDay(said, '2035-01-01')
        figure.counted[0]?.contributions.forEach(({ facts }) => facts.forEach(edit))
      }
      return told(files, edited, { keys: 'book.pub' })
    }
    expect(told(files, () => undefined, { keys: 'book.pub' })).toEqual([0, []])
    for (const found of [later(() => undefined), later((fact) => void (fact.to = '9999-12-31'))])
      expect(found).toEqual(fails(/units-listed enterprise .* it is what the log gives/))
  })
})

const keyed = (share: Share, keyOf: (fact: Fact) => Fact['key']): Share => ({
  ...share,
  facts: share.facts.map((fact) => ({ ...fact, key: keyOf(fact) })),
})
/** The same subject, but with one more column to its key. */
const named = (share: Share): Share => keyed(share, ({ key: own }) => ({ ...own, x: Object.values(own)[0] ?? '' }))
const unnamed = (share: Share): Share => keyed(share, () => ({}))

/** The same subject, but under names of its own. */
const renamed = (share: Share): Share =>
  keyed(share, ({ key: own }) => Object.fromEntries(Object.entries(own).map(([name, value]) => [`${name}2`, value])))
