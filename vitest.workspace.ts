import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

import { closingLine } from './scripts/closing-line.ts'

const packages = readdirSync(new URL('packages', import.meta.url))

/** One project a package and one for the examples. Packages are read from their sources: tests need no build. */
const project = (name: string, root: string) => ({
  extends: true as const,
  test: { name, root },
})

/**
 * Tests are bounded by their work, and this is the one limit in seconds: it only ends what hangs, so that a busy machine fails none. No test has one of its
 * own, and a poll waits for what it polls half as long.
 */
const hangMs = 600_000

export default defineConfig({
  // `resolve.conditions` would not do: tests run as server code. The rest of the list is Vite's default.
  ssr: { resolve: { conditions: ['taizhang-source', 'module', 'node', 'development|production'] } },
  test: {
    projects: [
      ...packages.map((name) => project(name, `packages/${name}`)),
      project('examples', 'examples'),
      project('bench', 'bench'),
    ],
    include: ['**/test/**/*.test.ts'],
    setupFiles: [fileURLToPath(new URL('scripts/repeat-laws.ts', import.meta.url))],
    reporters: ['default', closingLine()],
    // Processes, so that a test may change its directory or hold a file lock; all cores, also where there are only two.
    pool: 'forks',
    // Test files of one process share their modules: to load the sources anew for each file took a third of all processor time. So a test leaves nothing
    // behind that another could trip over, and what a module of tests makes lasts as long as the process.
    isolate: false,
    maxWorkers: '100%',
    testTimeout: hangMs,
    hookTimeout: hangMs,
    expect: { poll: { timeout: hangMs / 2 } },
  },
})
