/** For tests of what builds on the Party's domain: random books, given/when/then, a district of any size. */
export { idOf, type Move, type Script, type Then, type Tried } from '@taizhang/testkit'
export { districtBook, type Filed } from './district/district-book.ts'
export { recordedTexts } from './district/recorded-texts.ts'
export {
  draftArbitrary,
  given,
  partyBooks,
  play,
  scriptArbitrary,
  smallUniverse,
  type PartyUniverse,
} from './party-books.ts'
