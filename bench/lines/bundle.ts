import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import type { Gauge } from '../line.ts'

/** What a program that a bundler makes of this code loads, in kB: minified and compressed, without zod. */
export async function bundledKilobytes(code: string): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: fileURLToPath(new URL('.', import.meta.url)), loader: 'js' },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2023',
    conditions: ['taizhang-source'],
    external: ['zod'],
  })
  return gzipSync(outputFiles[0]?.contents ?? new Uint8Array(), { level: 9 }).byteLength / 1000
}

const uses = (names: string, from: string): string => `export { ${names} } from '${from}'`

/**
 * What programs load of the packages: what it is to come to at most, and a bound that it keeps today. Core's is a ledger of the Party's domain, which
 * is one value: with its events come its figures and its rulebook, whose texts are a third of it. The kernel has come to follow books and to keep
 * segments since it kept its own.
 */
export const programs = [
  {
    what: 'kernel: a ledger with a memory store',
    code: uses('createLedger, openLedger, memoryStore', '@taizhang/kernel'),
    atMost: 30,
    bound: 33,
  },
  {
    what: 'core: a ledger of the Party’s domain',
    code: uses('createLedger', '@taizhang/core'),
    atMost: 40,
    bound: 132,
  },
  { what: 'core: isCivilDate alone', code: uses('isCivilDate', '@taizhang/core'), atMost: 1, bound: 1 },
] as const

/** What a browser loads, besides zod. */
export const bundleSizes: readonly Gauge[] = programs.map(({ what, code, atMost }) => ({
  what: `for browsers, minified and compressed, without zod; ${what}`,
  against: 'kB',
  atMost,
  unit: ' kB',
  measure: async () => bundledKilobytes(code),
}))
