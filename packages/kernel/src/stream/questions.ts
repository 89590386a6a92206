/** Who asked something, and wants to know when the answer may be another. */
export interface Asker {
  /** An answer that it was given may be another by now. Told once, until it asks again. */
  doubt(): void
}

/** From so many on, who asked is kept as a set: most questions are asked by a few. */
const fewMax = 8

/** Who was given an answer. */
export class Askers {
  #askers: Asker[] | Set<Asker> = []

  add(asker: Asker): void {
    if (this.#askers instanceof Set) {
      this.#askers.add(asker)
      return
    }
    if (this.#askers.includes(asker)) return
    if (this.#askers.length < fewMax) this.#askers.push(asker)
    else this.#askers = new Set([...this.#askers, asker])
  }

  /** The answer may be another: who was given it is told. */
  doubt(): void {
    const told = this.#askers
    this.#askers = []
    for (const asker of told) asker.doubt()
  }
}

/** Who was given answers, by what these are about. */
export class Questions<K> {
  readonly #askers = new Map<K, Askers>()

  asked(about: K, asker: Asker | undefined): void {
    if (!asker) return
    const known = this.#askers.get(about) ?? new Askers()
    this.#askers.set(about, known)
    known.add(asker)
  }

  doubt(about: K): void {
    this.#askers.get(about)?.doubt()
  }
}
