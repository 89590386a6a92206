import { isCivilDate } from '@taizhang/kernel/define'

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const checkDigits = '10X98765432'
const candidate = /(?=(\d{17}[\dXx]))/g
const digitsMin = /\d{17}/

/**
 * Whether the text contains a valid identity-card number: 17 digits with a date of birth that exists, and the check digit of
 * GB 11643-1999 (ISO 7064, MOD 11-2). Such a text must not enter a book.
 */
export function containsIdentityCardNumber(text: string): boolean {
  if (!digitsMin.test(text)) return false
  for (const [, digits = ''] of text.matchAll(candidate)) {
    const born = `${digits.slice(6, 10)}-${digits.slice(10, 12)}-${digits.slice(12, 14)}`
    const sum = weights.reduce((total, weight, at) => total + weight * Number(digits[at]), 0)
    if (isCivilDate(born) && checkDigits[sum % 11] === digits[17]?.toUpperCase()) return true
  }
  return false
}
