import { defineConfig } from 'tsup'

import { base } from '../../tsup.base.ts'
import { writeProgram } from './program.ts'

export default defineConfig({
  ...base,
  platform: 'node',
  onSuccess: async () => writeProgram(new URL('assets/', import.meta.url)),
})
