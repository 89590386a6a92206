/** What the examples of the testkit begin with: the workshop's domain, and a machine that is bought. */
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { given as workshop } from './kernel.ts'

/** The domain, an event of it, and what tests are written with. */
export async function given() {
  const { inventory, machineBought } = await workshop()
  const data = { machineId: 'm1', name: 'lathe', worthYuan: 1200 }
  const bought = { type: 'MachineBought', effectiveOn: '2020-01-02', data } as const
  return { inventory, machineBought, bought, fc, test, expect }
}
