import { writeFileSync } from 'node:fs'
import { afterAll, beforeAll, expect } from 'vitest'

// A setup file: when a test file has run in the dry run, what it has reached is kept where the host looks for it.
declare global {
  var mutantHits: Set<number> | undefined
  /** What ran while modules were loaded. They are loaded once for all files, so it counts for each. */
  var mutantLoadHits: Set<number> | undefined
}

const folder = process.env['MUTANT_HITS']
if (folder !== undefined) {
  globalThis.mutantHits = new Set()
  beforeAll(() => {
    globalThis.mutantLoadHits = new Set([...(globalThis.mutantLoadHits ?? []), ...(globalThis.mutantHits ?? [])])
  })
  afterAll(() => {
    const hits = [...(globalThis.mutantLoadHits ?? []), ...(globalThis.mutantHits ?? [])]
    writeFileSync(`${folder}/${encodeURIComponent(expect.getState().testPath ?? '')}`, JSON.stringify(hits))
  })
}
