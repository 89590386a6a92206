import type { Words } from '@taizhang/kernel'
import { expectText } from '@taizhang/kernel/internal'

const defaultScopes: ReadonlyMap<string, Words> = new Map([
  ['enterprise', { zh: '非公企业', en: 'Enterprises' }],
  ['social-organization', { zh: '社会组织', en: 'Social organizations' }],
])

/**
 * The name of a scope. A book has it in one language, except for the scopes that every book begins with.
 *
 * @example scopeTitle('town-factories', '乡镇工厂').en // => '乡镇工厂'
 */
export function scopeTitle(scopeId: string, name: string): Words {
  expectText(scopeId, 'scopeId')
  expectText(name, 'name')
  const known = defaultScopes.get(scopeId)
  return known?.zh === name ? known : { zh: name, en: name }
}
