import { readFileSync } from 'node:fs'

/** This package's version. The file lies one level up, from the source as from the build. */
export const version = (): string =>
  (JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { readonly version: string })
    .version
