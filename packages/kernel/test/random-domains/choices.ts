/** Random choices that depend on nothing but a seed. */
export class Choices {
  #state: number

  constructor(seed: number) {
    this.#state = seed >>> 0
    this.below(1)
  }

  /** A whole number from 0 on, below another. */
  below(end: number): number {
    this.#state = (Math.imul(this.#state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((this.#state / 2 ** 32) * end)
  }

  /** Whether something comes that comes so many times in a hundred. */
  percent(times: number): boolean {
    return this.below(100) < times
  }

  /** One of some. */
  one<T>(all: readonly T[]): T {
    if (all.length === 0) throw new Error('there is nothing to choose from')
    return all[this.below(all.length)] as T
  }

  /** One of some, if there are any. */
  perhaps<T>(all: readonly T[], times: number): T | undefined {
    return all.length > 0 && this.percent(times) ? this.one(all) : undefined
  }

  /** Some of all, in their order. */
  some<T>(all: readonly T[], times: number): readonly T[] {
    return all.filter(() => this.percent(times))
  }
}
