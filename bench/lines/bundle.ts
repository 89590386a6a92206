import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import type { Gauge } from '../line.ts'

const bundled = (what: string, entries: readonly string[], goal: Pick<Gauge, 'atMost'>): Gauge => ({
  what: `core for browsers, ${what}: minified and compressed, without zod`,
  against: 'kB',
  ...goal,
  unit: ' kB',
  measure: async () => {
    const all = entries.map((entry, at) => `export * as e${at} from '${entry}'`).join('\n')
    const { outputFiles } = await build({
      stdin: { contents: all, resolveDir: fileURLToPath(new URL('.', import.meta.url)), loader: 'js' },
      bundle: true,
      minify: true,
      write: false,
      format: 'esm',
      platform: 'browser',
      external: ['zod'],
    })
    return gzipSync(outputFiles[0]?.contents ?? new Uint8Array(), { level: 9 }).byteLength / 1000
  },
})

const core = '@taizhang/core'
const subjects = ['figures', 'rulebook', 'merkle', 'procedures', 'restore'].map((subject) => `${core}/${subject}`)

/** What a browser loads of core, besides zod. The goal is for its main entry; the others are there to be seen. */
export const bundleSizes: readonly Gauge[] = [
  bundled('the whole main entry (a ledger: record, check, history, views)', [core], { atMost: 40 }),
  bundled('with figures', [core, `${core}/figures`], {}),
  bundled('all of its entries', [core, ...subjects], {}),
]
