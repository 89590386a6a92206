import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { openEnd } from '@taizhang/kernel'
import { ruleIds } from '@taizhang/kernel/internal'
import { expect, test } from 'vitest'
import { checks, noBook, ruleTexts, severity, rulebookEdition, type RuleEntry } from '../src/rulebook/index.ts'
import { checkParameters, defaultRules } from '../src/rulebook/parameters.ts'

const page = readFileSync(new URL('../../../docs/rulebook.md', import.meta.url), 'utf8')
const texts = ruleIds(noBook).flatMap((ruleId) => ruleTexts(noBook, ruleId))

const days = ({ from, until, onOffer }: RuleEntry): string =>
  onOffer
    ? '由台账采用 once adopted'
    : [from, ...(until === openEnd ? [] : [`→ ${until}`])].filter((day) => day !== undefined).join(' ') || '—'

const line = (text: RuleEntry): string =>
  `| ${text.ruleId} | ${text.title.zh} · ${text.title.en} | ${text.severity} | ${days(text)} | ${text.text.zh} · ${text.text.en} | ${text.citation.zh} · ${text.citation.en} | \`${JSON.stringify(text.parameters)}\` |`

test('docs/rulebook.md has a line for each text of each rule, and no other', () => {
  expect(page.split('\n').filter((text) => /^\| [A-Z0-9-]+ \|/.test(text))).toEqual(texts.map(line))
})

test('every rule says all that people ask, in both languages', () => {
  expect(texts.length).toBeGreaterThan(30)
  for (const { ruleId, title, text, citation, next } of texts)
    for (const words of [title, text, citation, next]) {
      expect([ruleId, words.zh.length > 1, words.en.length > 1]).toEqual([ruleId, true, true])
      expect(words.zh).toMatch(/[一-鿿]|GB/)
    }
})

test('every text fits its check, and the texts of a rule do not overlap', () => {
  for (const check of checks)
    for (const { id, parameters } of check.texts)
      expect([id, check.parameters.safeParse(parameters).success]).toEqual([id, true])
  const inForce = texts.filter(({ onOffer }) => !onOffer)
  for (const [ruleId, own] of Map.groupBy(inForce, (text) => text.ruleId))
    for (const [at, { from = '0001-01-01' }] of own.entries())
      expect([ruleId, from >= (at === 0 ? '0001-01-01' : (own[at - 1]?.until ?? openEnd))]).toEqual([ruleId, true])
})

test('what events may say of checks and rules is what the rulebook has, in its order', () => {
  expect(Object.keys(checkParameters)).toEqual(checks.map(({ id }) => id))
  const inForce = ruleIds(noBook).filter((ruleId) => ruleTexts(noBook, ruleId).some(({ onOffer }) => !onOffer))
  // They were default rules once, and books have switched them off.
  const former = ['REL-ORPHAN', 'UNIT-NO-MEMBERS', 'UNIT-NO-ORGANIZATION']
  expect([...defaultRules].toSorted()).toEqual([...inForce, ...former].toSorted())
})

test('severities are in order of their gravity', () => {
  expect(severity.options).toEqual(['notice', 'warning', 'violation'])
})

/** What the edition stands for: rules, their dates, numbers, severities, and what they say and cite. */
const digest = createHash('sha256').update(JSON.stringify(texts)).digest('hex').slice(0, 16)

test('what the rulebook says changes only with its edition', () => {
  expect([rulebookEdition, digest], 'a change of the texts is a new edition: set it to the day of the change').toEqual([
    '2026-12-01',
    '374f3f6a5d339be1',
  ])
})
