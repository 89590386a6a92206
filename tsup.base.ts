import type { Options } from 'tsup'

/** What every package's JavaScript build shares. Types come from `tsc`, which runs after it. */
export const base = {
  entry: ['src/index.ts'],
  format: 'esm',
  target: 'es2023',
  clean: true,
  sourcemap: true,
  dts: false,
  // Stripping the protocol would turn `node:sqlite` into a package named "sqlite".
  removeNodeProtocol: false,
  silent: true,
} satisfies Options
