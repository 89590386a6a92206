import { fileSystem } from './file-system.ts'

/** This package's version. The file lies one level up, from the source as from the build. */
export const version = (): string =>
  (
    JSON.parse(fileSystem.readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
      readonly version: string
    }
  ).version
