import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import type { Gauge } from '../line.ts'

/** What a browser loads of core, besides zod. */
export const bundleSize: Gauge = {
  what: 'core for browsers, minified and compressed, without zod',
  against: 'kB',
  atMost: 40,
  unit: ' kB',
  measure: async () => {
    const { outputFiles } = await build({
      entryPoints: [fileURLToPath(import.meta.resolve('@taizhang/core'))],
      bundle: true,
      minify: true,
      write: false,
      format: 'esm',
      platform: 'browser',
      external: ['zod'],
    })
    return gzipSync(outputFiles[0]?.contents ?? new Uint8Array(), { level: 9 }).byteLength / 1000
  },
}
