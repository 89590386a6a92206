/** Who appends on and on, without a pause, looks so often. */
const lookMs = 1000

/**
 * When a stream was last looked at, to see whether somebody has deleted it: before every append, but where one follows another before this program has
 * done anything else. So a look costs nothing where many are appended one after the other.
 */
export class LastLook {
  #lookedAt = -Infinity
  #goesOn = false

  /** Whether an append need not look. */
  get isFresh(): boolean {
    return this.#goesOn && performance.now() - this.#lookedAt < lookMs
  }

  looked(): void {
    this.#lookedAt = performance.now()
  }

  appended(): void {
    this.#goesOn = true
    setImmediate(() => (this.#goesOn = false))
  }
}
