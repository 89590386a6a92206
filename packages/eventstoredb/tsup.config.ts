import { defineConfig } from 'tsup'

import { base } from '../../tsup.base.ts'

// The client is CommonJS with dynamic requires: bundled as ESM it dies, so it stays a dependency.
export default defineConfig({ ...base, platform: 'node', external: ['@eventstore/db-client'] })
