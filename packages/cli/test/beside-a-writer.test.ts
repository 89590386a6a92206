import { expect, test } from 'vitest'

import { besideAWriter } from '../soak/beside.ts'

test('beside a writer no command accuses a healthy book, and what it answers the book once was (10,000 times: npm run soak:beside)', async () => {
  expect(await besideAWriter(60)).toEqual([])
})
