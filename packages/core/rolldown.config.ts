import { defineConfig } from 'rolldown'

/** An entry for each subject, so that a program loads what it uses. */
export default defineConfig({
  input: {
    index: 'src/index.ts',
    figures: 'src/figures/index.ts',
    merkle: 'src/merkle/index.ts',
    procedures: 'src/procedures/index.ts',
    restore: 'src/restore/index.ts',
    rulebook: 'src/rulebook/index.ts',
  },
  platform: 'neutral',
  external: /^[^./]/,
  output: { dir: 'dist', cleanDir: true, sourcemap: true },
})
