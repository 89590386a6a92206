import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const program = fileURLToPath(new URL('../embedding/embedding.ts', import.meta.url))

test('the embedding example, at most 40 lines, says what it should', () => {
  expect(readFileSync(program, 'utf8').trimEnd().split('\n').length).toBeLessThanOrEqual(40)
  const printed = execFileSync(process.execPath, ['--conditions=taizhang-source', program], { encoding: 'utf8' })
  expect(printed.trimEnd().split('\n')).toEqual([
    '2021-06-01: 0.0',
    '2021-06-30: 50.0',
    '2021-06-30, as known on 2021-07-05: 0.0',
    'covered: u1, because of UnitListed, OrganizationFounded',
  ])
})
