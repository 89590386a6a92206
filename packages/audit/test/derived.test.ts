import { memoryStore, party, type Ledger } from '@taizhang/core'
import { play, scriptArbitrary } from '@taizhang/core/testing'
import { extendDomain } from '@taizhang/kernel/define'
import { fewDays } from '@taizhang/testkit'
import * as fc from 'fast-check'
import { unzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { verifyPy } from '../src/assets.ts'
import { bundleOf, checkpointOf, signCheckpoint } from '../src/index.ts'
import { read } from './book-of.ts'
import {
  fails,
  failsIn,
  figuresNamed,
  key,
  made,
  needsTools,
  pythonMany,
  toldOtherwise,
  unpacked,
  type Said,
  type Share,
} from './bundles.ts'

const derivable = [
  'units-listed',
  'units-covered',
  'units-covered-solo',
  'should-have-but-lacks',
  'employees',
  'organizations',
  'committees',
  'members',
  'organization-coverage',
  'solo-rate',
]

/** Books of much that coverage and members depend on. */
const scripts = scriptArbitrary({
  batches: 40,
  mostly: [
    'UnitListed',
    'UnitDelisted',
    'UnitDetailsChanged',
    'OrganizationFounded',
    'OrganizationTransferredIn',
    'CoverageExtended',
    'CoverageWithdrawn',
    'MemberEnrolled',
    'MemberRecruited',
    'MemberTransferred',
    'MembershipSuspended',
    'ScopeDefined',
    'HeadcountReported',
    'EventWithdrawn',
  ],
})

test('on random books verify.py counts from the log what we count, on any day', async (context) => {
  needsTools(context)
  let [counting, most] = [0, 0]
  await fc.assert(
    fc.asyncProperty(scripts, async (script) => {
      const store = memoryStore()
      const book: Ledger = await play(script, { store })
      const note = read(signCheckpoint(await checkpointOf(store, 'test'), key))
      const bundles = fewDays.slice(-4).map((asOf) => {
        const asked = { figures: figuresNamed(...derivable), asOf, note, full: true }
        return unzipSync(bundleOf(book, asked).zip)
      })
      for (const [at, { code, out }] of pythonMany(bundles.map(unpacked), '../book.pub').entries()) {
        const { figures } = JSON.parse(new TextDecoder().decode(bundles[at]?.['figures.json'])) as Said
        expect([code, failsIn(out)]).toEqual([0, []])
        expect(out.match(/^推算相符 derived /gm) ?? []).toHaveLength(figures.length)
        counting += figures.filter(({ value }) => value !== 0 && value !== null && value !== '0.0').length
        most = Math.max(most, ...figures.map(({ value }) => Number(value)))
      }
    }),
    { numRuns: 5 },
  )
  expect(counting).toBeGreaterThan(20)
  expect(most).toBeGreaterThan(1)
})

describe('a bundle that is doctored so that all adds up', () => {
  type Figure = Said['figures'][number]
  const notDerived = fails(/it is what the log gives/)
  const rate = made(figuresNamed('organization-coverage'), true)
  const covered = made(figuresNamed('units-covered'), true)
  const edits: readonly (readonly [string, Record<string, Uint8Array>, (figure: Figure) => void])[] = [
    [
      'units that are not covered are left out of the whole',
      rate,
      (figure) => {
        const [part, whole] = figure.counted
        const ids = new Set(part?.contributions.map(keyOf))
        if (whole) whole.contributions = whole.contributions.filter((share) => ids.has(keyOf(share)))
        figure.value = '100.0'
      },
    ],
    [
      'the whole is counted over the part',
      rate,
      (figure) => {
        const [, whole] = figure.counted
        if (whole) figure.counted = [whole, whole]
        figure.value = '100.0'
      },
    ],
    ['it goes by another name', covered, (figure) => void (figure.figure = 'units-listed')],
    ['it is of another scope', covered, (figure) => void (figure.scope = 'social-organization')],
    ['it is of a scope that is not there', covered, (figure) => void (figure.scope = 'none')],
    ['it is said to be a part', covered, (figure) => Object.assign(figure, { by: { town: '甲' } })],
    ['one is left out', covered, (figure) => void ((figure.value = 1), figure.counted[0]?.contributions.pop())],
    ['it has no total', covered, (figure) => void Object.assign(figure, { measure: 'various', value: null })],
    ['the truth', covered, () => undefined],
  ]
  test('fails where it is derived', (context) => {
    needsTools(context)
    const paths = edits.map(([, files, edit]) => unpacked(toldOtherwise(files, (_, figure) => edit(figure))))
    const found = pythonMany(paths, '../keys.pub').map(({ code, out }) => [code, failsIn(out)])
    expect(edits.map(([what], at) => [what, found[at]])).toEqual(
      edits.map(([what]) => [what, what === 'the truth' ? [0, []] : notDerived]),
    )
  })
})

test('what a domain adds may change what is counted, so nothing of it is derived', () => {
  expect(textFor(party)).toContain('facts_on(log, day)')
  expect(textFor(extendDomain(party, { name: 'local', version: 1 }))).toContain('\nDERIVES = {}\n')
})

const keyOf = ({ facts }: Share): string => JSON.stringify(facts[0]?.key)

const textFor = (domain: Parameters<typeof verifyPy>[0]): string => new TextDecoder().decode(verifyPy(domain))
