import { defineConfig, mergeConfig } from 'vitest/config'
import workspace from '../../vitest.workspace.ts'
import { swappedTexts } from './swapped-texts.ts'

/** The tests as they are, one file at a time, in the order given, with sources that are changed in memory. */
export default mergeConfig(
  workspace,
  defineConfig({
    root: process.cwd(),
    plugins: [swappedTexts],
    test: {
      setupFiles: [`${process.cwd()}/scripts/mutants/record-hits.ts`],
      bail: 1,
      // One process for all files of a run: each mutant gets a fresh one.
      isolate: false,
      // It goes by what lies on the disk, and there nothing changes.
      fsModuleCache: false,
      maxWorkers: 1,
      fileParallelism: false,
    },
  }),
)
