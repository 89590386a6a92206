/** What was put together with which version: `party@1 local@2`, the domain first and then its extensions. */
const partsOf = (versions: string): ReadonlyMap<string, string> =>
  new Map(
    versions.split(' ').map((part) => {
      const at = part.lastIndexOf('@')
      return at < 0 ? [part, ''] : [part.slice(0, at), part.slice(at + 1)]
    }),
  )

/**
 * Whether what was made under some versions is what a program of others would have made: both are of one domain, and what both know is of one
 * version. An extension that one of them does not know makes no difference: nothing of it can be in a book that the other one reads.
 */
export function versionsAgree(made: string, own: string): boolean {
  const [theirs, ours] = [partsOf(made), partsOf(own)]
  const [[theirDomain], [ourDomain]] = [[...theirs.keys()], [...ours.keys()]]
  return theirDomain === ourDomain && [...theirs].every(([name, version]) => (ours.get(name) ?? version) === version)
}

/** Those of both. */
export const versionsTogether = (made: string, own: string): string =>
  [...new Set([...own.split(' '), ...made.split(' ')])].join(' ')
