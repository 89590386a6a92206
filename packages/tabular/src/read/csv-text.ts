/** Text in UTF-8, with or without a byte order mark, else in GB18030, as Chinese spreadsheets write CSV. */
export function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}

const delimiters = [',', '\t', ';', '，'] as const

/** What stands between cells: what the first lines have most of. */
export function delimiterOf(text: string): string {
  const start = text.split(/\r?\n/, 10).join('\n')
  const counted = delimiters.map((one) => [one, start.split(one).length] as const)
  return counted.reduce((most, one) => (one[1] > most[1] ? one : most))[0]
}
