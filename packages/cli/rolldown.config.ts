import { cpSync } from 'node:fs'
import { defineConfig } from 'rolldown'

import manifest from './package.json' with { type: 'json' }
import { notices } from './notices.ts'

const external = Object.keys(manifest.dependencies).map((name) => new RegExp(`^${name}(/|$)`))

/**
 * The command with all that it needs in a few files, but for what few commands load: to find and read many files takes Node longer than
 * to run them. From the sources, so that a command's file has of every package what the command uses.
 */
export default defineConfig({
  input: 'src/bin.ts',
  platform: 'node',
  external,
  resolve: { conditionNames: ['taizhang-source', 'node', 'import'] },
  plugins: [
    notices('dist/THIRD-PARTY-NOTICES.txt'),
    // What goes into bundles and pages lies beside the program.
    {
      name: 'assets',
      writeBundle: () => {
        for (const from of ['audit', 'explorer']) cpSync(`../${from}/assets`, 'assets', { recursive: true })
      },
    },
  ],
  output: {
    dir: 'dist',
    // Not minified: what users report of a defect names lines of it.
    cleanDir: true,
    codeSplitting: {
      groups: [
        { name: 'start', test: /cli[\\/]src[\\/]index\.ts$/, priority: 2 },
        // What the quickest command needs, others need too.
        { name: 'base', test: /cli[\\/]src[\\/]commands[\\/]coverage\.ts$/, priority: 1 },
      ],
    },
  },
})
