import type { Plugin } from 'vitest/config'

export interface SwappedText {
  readonly text: string
  loaded: boolean
}

declare global {
  /** What is read instead of a source: by its whole path. On the global object, as the config is bundled and the host is not. */
  var mutantTexts: Map<string, SwappedText> | undefined
}

const endOnFailure = `
import { configureGlobal as configureForMutants } from 'fast-check'
configureForMutants({ endOnFailure: true })`

export const swappedTexts: Plugin = {
  name: 'swapped-texts',
  enforce: 'pre',
  load: (id) => {
    const swapped = globalThis.mutantTexts?.get(id)
    if (!swapped) return undefined
    swapped.loaded = true
    return swapped.text
  },
  // A law that fails has done its work: nobody reads the smallest example.
  transform: (code, id) =>
    id.endsWith('.ts') && code.includes("from 'fast-check'") ? `${code}${endOnFailure}` : undefined,
}
