import { defineConfig } from 'tsup'

import { base } from '../../tsup.base.ts'

// What writes .xlsx is a file of its own: who only makes a value or CSV does not load it.
export default defineConfig({ ...base, platform: 'neutral', splitting: true })
