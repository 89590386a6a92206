/** When a stream was last looked at, to see whether somebody has deleted it. A look is a call of its own, so one counts for a while. */
export class LastLook {
  readonly #forMs: number
  #lookedAt = -Infinity

  /** @param forMs how long a look counts */
  constructor(forMs: number) {
    this.#forMs = forMs
  }

  /** Whether an append need not look. */
  get isFresh(): boolean {
    return performance.now() - this.#lookedAt < this.#forMs
  }

  looked(): void {
    this.#lookedAt = performance.now()
  }
}
