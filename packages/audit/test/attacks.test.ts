import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { carryOut } from '../attacks/attack.ts'
import { attacks } from '../attacks/list.ts'

/** What fails, without a checkpoint and against one. Two cannot be seen without: docs/trust.md says so. */
const caught: Readonly<Record<string, readonly [alone: readonly string[], sealed: readonly string[]]>> = {
  'change a byte of an event': [['tree'], ['tree', 'checkpoint']],
  'swap two events': [
    ['tree', 'tables'],
    ['tree', 'tables', 'checkpoint'],
  ],
  'delete the last event': [
    ['tree', 'tables'],
    ['tree', 'tables', 'checkpoint'],
  ],
  'insert an event': [
    ['tree', 'tables'],
    ['tree', 'tables', 'checkpoint'],
  ],
  'move the last event far away': [['events'], ['events']],
  'put an event before the first': [['file'], ['file']],
  'rewrite everything consistently': [[], ['checkpoint']],
  'edit a relation table': [['tables'], ['tables']],
  'edit a daily delta': [['tables'], ['tables']],
  'say it twice in JSON': [['tables'], ['tables']],
  'take a table off the list': [['tables'], ['tables']],
  'add rows of no book': [['books'], ['books']],
  'add an empty tile': [['tree'], ['tree']],
  'add to a snapshot': [['file'], ['file']],
  'edit a snapshot': [['snapshot'], ['snapshot']],
  'roll the file back': [[], ['checkpoint']],
}

test.each(attacks)('$name', async (attack) => {
  const { alone, sealed } = await carryOut(attack)
  expect([alone, sealed]).toEqual(caught[attack.name])
})

test('nothing done, nothing caught', async () => {
  expect(await carryOut({ name: 'none', does: 'nothing', tamper: () => undefined })).toEqual({ alone: [], sealed: [] })
})

test('every attack is in the list', () => {
  const folder = fileURLToPath(new URL('../attacks/', import.meta.url))
  const found = globSync('*.ts', { cwd: folder }).filter((file) =>
    readFileSync(folder + file, 'utf8').includes(': Attack = {'),
  )
  expect(found).toHaveLength(attacks.length)
})
