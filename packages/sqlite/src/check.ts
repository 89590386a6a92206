import type { CheckResult } from '@taizhang/kernel/store'
import type { Refusal, Words } from '@taizhang/kernel'

const titles = {
  file: { zh: '文件结构', en: 'file' },
  tree: { zh: '随记录保存的哈希树', en: 'kept tree' },
  tables: { zh: '数据表', en: 'tables' },
  books: { zh: '其他台账', en: 'other books' },
} as const satisfies Record<string, Words>

export const check = (
  name: keyof typeof titles,
  state: CheckResult['state'],
  note: Words,
  findings: readonly Refusal[] = [],
): CheckResult => ({ check: name, title: titles[name], state, note, findings })

/** The first of some names. */
export const few = (names: readonly string[], separator: string): string =>
  [...names.slice(0, 5), ...(names.length > 5 ? ['…'] : [])].join(separator)

const findingsMax = 100

/** Findings as they come up: all are counted, the first hundred kept. */
export class Findings {
  readonly #kept: Refusal[] = []
  #count = 0

  get count(): number {
    return this.#count
  }

  add(finding: () => Refusal): void {
    if (this.#count++ < findingsMax) this.#kept.push(finding())
  }

  /** The check that they end: failed where there is any. */
  end(name: keyof typeof titles, held: Words): CheckResult {
    if (this.#count === 0) return check(name, 'held', held)
    const [zh, en] = [`${this.#count} 处不符`, this.#count === 1 ? '1 thing differs' : `${this.#count} things differ`]
    return check(name, 'failed', { zh, en }, this.#kept)
  }
}
