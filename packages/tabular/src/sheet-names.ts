const lengthMax = 31

/** Names as Excel takes them for sheets: of some length, without some characters, and each once, whatever its case. */
export function sheetNames(names: readonly string[]): readonly string[] {
  const taken = new Set<string>()
  return names.map((name) => {
    const base = possible(name)
    let unique = base
    for (let count = 2; taken.has(unique.toLowerCase()); count++) {
      const mark = ` (${count})`
      unique = base.slice(0, lengthMax - mark.length).toWellFormed() + mark
    }
    taken.add(unique.toLowerCase())
    return unique
  })
}

function possible(name: string): string {
  const cleaned = name
    .toWellFormed()
    // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
    .replaceAll(/[\u0000-\u001f\ufffe\uffff[\]:*?/\\]/g, ' ')
    .trim()
    .replaceAll(/^'+|'+$/g, '')
    .slice(0, lengthMax)
    .toWellFormed()
    .trim()
  // Excel keeps "History" for itself.
  return cleaned === '' || /^history$/i.test(cleaned) ? `${cleaned}_`.replace(/^_$/, 'Sheet') : cleaned
}
