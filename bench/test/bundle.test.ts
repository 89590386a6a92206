import { expect, test } from 'vitest'
import { bundledKilobytes, programs } from '../lines/bundle.ts'

test.each(programs)('$what is at most $bound kB', async ({ code, bound }) => {
  expect(await bundledKilobytes(code)).toBeLessThanOrEqual(bound)
})
