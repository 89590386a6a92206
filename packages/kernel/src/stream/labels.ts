/** Which of a figure's numbers: that of a scope, of one value that it is told apart by, of a group. */
export interface Label {
  readonly scope?: string
  /** Absent for the total. */
  readonly by?: string
  /** Where the figure is asked for by groups: one for each of what is grouped by. */
  readonly values?: readonly string[]
}

/** Labels as numbers. */
export class Labels {
  readonly #labels: Label[] = []
  readonly #numbers = new Map<string, number>()

  number(label: Label): number {
    const text = labelText(label)
    const known = this.#numbers.get(text)
    if (known !== undefined) return known
    this.#numbers.set(text, this.#labels.length)
    return this.#labels.push(label) - 1
  }

  of(number: number): Label {
    return this.#labels[number] as Label
  }
}

/** A text for each label. */
export const labelText = ({ scope, by, values }: Label): string =>
  values === undefined && by === undefined ? (scope ?? '') : JSON.stringify([scope, by, values])
