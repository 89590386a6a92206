import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { party } from '@taizhang/core'
import { expect, test } from 'vitest'
import { sqliteStore } from '../src/index.ts'

const nobody = 65_534
const isRoot = process.getuid?.() === 0

// Windows has no folders of this kind.
test.skipIf(process.platform === 'win32')(
  'a ledger in a folder that must not be written says what to do to read it',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'taizhang-'))
    const path = join(folder, 'a.ledger')
    await sqliteStore(path, { domain: party, create: true }).close()
    chmodSync(path, 0o644)
    chmodSync(folder, 0o555)
    // Nothing is forbidden to root.
    if (isRoot) process.seteuid?.(nobody)
    try {
      expect(() => sqliteStore(path, { domain: party, readOnly: true })).toThrow(
        /its folder must not be written.*copy the file to a folder of yours/,
      )
    } finally {
      if (isRoot) process.seteuid?.(0)
      chmodSync(folder, 0o755)
      rmSync(folder, { recursive: true })
    }
  },
)
