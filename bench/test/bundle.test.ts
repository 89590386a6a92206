import { expect, test } from 'vitest'
import { bundledKilobytes, programs } from '../lines/bundle.ts'

test.each(programs)('$what is at most $atMost kB', async ({ code, atMost }) => {
  expect(await bundledKilobytes(code)).toBeLessThanOrEqual(atMost)
})
