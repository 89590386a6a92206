import type { Answer } from './messages.ts'

/**
 * Which test files to try first on a mutant: those that reach its code, and of these the ones that fail most often for the time that they
 * take. What is known of that grows with each mutant.
 */
export class NearestTests {
  readonly #ms: Map<string, number>
  readonly #reach: Map<string, ReadonlySet<number>>
  readonly #kills = new Map<string, { tried: number; killed: number }>()

  constructor({ ms, hits }: Extract<Answer, { kind: 'ran' }>) {
    this.#ms = new Map(Object.entries(ms))
    this.#reach = new Map(Object.entries(hits).map(([file, numbers]) => [file, new Set(numbers)]))
  }

  of(number: number): string[] {
    const reaching = [...this.#ms.keys()].filter((file) => this.#reach.get(file)?.has(number))
    const worth = (file: string): number => {
      const { tried, killed } = this.#kills.get(file) ?? { tried: 0, killed: 0 }
      return (killed + 1) / (tried + 2) / ((this.#ms.get(file) ?? 0) + 50)
    }
    return reaching.toSorted((a, b) => worth(b) - worth(a))
  }

  /** The first of them, as many as end in some time, and one at least. */
  within(files: readonly string[], ms: number): string[] {
    let left = ms
    return files.filter((file, at) => (left -= this.msOf(file)) >= 0 || at === 0)
  }

  /** How long a file took on unchanged sources. */
  msOf(file: string | undefined): number {
    return file === undefined ? 0 : (this.#ms.get(file) ?? 0)
  }

  /** Files were run in this order, and the last of them failed or none did. */
  learn(tried: readonly string[], killedBy: string | undefined): void {
    for (const file of tried) {
      const counts = this.#kills.get(file) ?? { tried: 0, killed: 0 }
      this.#kills.set(file, { tried: counts.tried + 1, killed: counts.killed + Number(file === killedBy) })
      if (file === killedBy) return
    }
  }
}
