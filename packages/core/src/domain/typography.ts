import type { Words } from '@taizhang/kernel'
import { expectText } from '@taizhang/kernel/internal'

/** Digits in groups of three from five digits on: 2026, 17,489. */
export function grouped(text: string): string {
  const [whole = '', part] = text.split('.')
  const digits = whole.replace('-', '').length < 5 ? whole : whole.replaceAll(/\B(?=(\d{3})+$)/g, ',')
  return part === undefined ? digits : `${digits}.${part}`
}

/** An amount in fen as people read it, in yuan; cents only where there are any: 7,985,587.52, 1200. */
export function yuan(fen: number): string {
  // Whatever number somebody reported, also parts of a fen.
  if (!Number.isInteger(fen)) return grouped(String(fen / 100))
  return grouped((fen / 100).toFixed(2).replace(/\.00$/, ''))
}

/**
 * A text followed by another in the brackets of each language: 钱塘联合党支部（o1）.
 *
 * @example bracketed('甲木业党支部', 'o1').zh // => '甲木业党支部（o1）'
 */
export function bracketed(text: string, aside: string | number): Words {
  expectText(text, 'text')
  expectText(String(aside), 'aside')
  return { zh: `${text}（${aside}）`, en: `${text} (${aside})` }
}
