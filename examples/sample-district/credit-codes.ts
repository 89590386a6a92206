import { bookCode } from './days.ts'
import type { PlannedUnit } from './plan.ts'
import { randomOf } from './random.ts'

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const bodyAlphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const bodyWeights = [3, 7, 9, 10, 5, 8, 4, 2]
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]

/**
 * A unified social credit code with both its check digits right, of a division that does not exist.
 *
 * Source: GB 32100-2015 and, for characters 9 to 17, GB 11714-1997.
 */
export function creditCodeOf({ id, kind }: PlannedUnit): string {
  const random = randomOf(`credit code ${id}`)
  const registry = kind === 'enterprise' ? '91' : '52'
  const body = `MA${Array.from({ length: 6 }, () => alphabet[random.int(0, 30)]).join('')}`
  const code = `${registry}${bookCode}${body}${bodyCheck(body)}`
  const sum = weights.reduce((total, weight, at) => total + weight * alphabet.indexOf(code[at] ?? '0'), 0)
  return code + (alphabet[(31 - (sum % 31)) % 31] ?? '')
}

function bodyCheck(body: string): string {
  const sum = bodyWeights.reduce((total, weight, at) => total + weight * bodyAlphabet.indexOf(body[at] ?? '0'), 0)
  const check = 11 - (sum % 11)
  return check === 10 ? 'X' : check === 11 ? '0' : String(check)
}
