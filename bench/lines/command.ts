import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Line } from '../line.ts'

const command = fileURLToPath(new URL('../../packages/cli/bin/taizhang.js', import.meta.url))
const sample = fileURLToPath(new URL('../../examples/sample-district/sample-district.ndjson', import.meta.url))

function node(...words: readonly string[]): void {
  const { status, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
}

/** The whole process, on the sample, whatever book the other lines look at. */
export const coverageCommand: Line = {
  what: '`taizhang coverage` on the sample, whole process',
  against: '`node -e 0`',
  atLeast: 1 / 3,
  rounds: 9,
  prepare: ({ freshFile }) => {
    const ledger = freshFile()
    node(command, 'restore', ledger, sample)
    return {
      sameAnswer: false,
      ours: () => node(command, 'coverage', ledger, '--as-of', '2021-06-30'),
      other: () => node('-e', '0'),
    }
  },
}
