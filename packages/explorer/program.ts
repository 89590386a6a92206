import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build as bundle, type Plugin } from 'esbuild'

/** Node's modules that audit loads for keys and bundles: the page makes neither. */
const withoutNode: Plugin = {
  name: 'without-node',
  setup: (build) => {
    build.onResolve({ filter: /^node:/ }, ({ path }) => ({ path, namespace: 'none' }))
    build.onLoad({ filter: /.*/, namespace: 'none' }, () => ({ contents: 'module.exports = {}', loader: 'js' }))
  },
}

/** The page's program in one piece: core, kernel and the page, for the browsers of 2021 (Chromium 90). From the sources. */
export async function programOf(): Promise<{ readonly script: string; readonly style: string }> {
  const { outputFiles } = await bundle({
    entryPoints: [fileURLToPath(new URL('page/main.ts', import.meta.url))],
    bundle: true,
    minify: true,
    write: false,
    outdir: 'out',
    format: 'iife',
    platform: 'browser',
    target: ['chrome90', 'firefox90', 'safari15'],
    conditions: ['taizhang-source'],
    charset: 'utf8',
    legalComments: 'none',
    plugins: [withoutNode],
    // What audit reads beside itself goes into bundles, which the page does not make.
    logOverride: { 'empty-import-meta': 'silent' },
  })
  const textOf = (ending: string): string => outputFiles.find(({ path }) => path.endsWith(ending))?.text ?? ''
  // What closes the element that the program stands in would end it.
  return {
    script: textOf('.js')
      .replaceAll('</script', String.raw`<\/script`)
      .trim(),
    style: textOf('.css').trim(),
  }
}

/** Writes the program beside `src` and `dist`, where the package looks for it. */
export async function writeProgram(folder: URL): Promise<void> {
  const { script, style } = await programOf()
  mkdirSync(folder, { recursive: true })
  writeIfOther(new URL('page.js', folder), script)
  writeIfOther(new URL('page.css', folder), style)
}

function writeIfOther(file: URL, text: string): void {
  try {
    if (readFileSync(file, 'utf8') === text) return
  } catch {
    // There is none yet.
  }
  writeFileSync(file, text)
}
