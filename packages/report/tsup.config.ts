import { defineConfig } from 'tsup'

import { base } from '../../tsup.base.ts'

// The page is an entry of its own: only it loads the charts.
export default defineConfig({ ...base, entry: ['src/index.ts', 'src/html.ts'], platform: 'neutral', splitting: true })
