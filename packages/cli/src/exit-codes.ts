import type { FailureKind } from '@taizhang/core'

/** The promises of the exit code; docs/command-line.md says what each means. */
export const exitCodes = {
  done: 0,
  refused: 1,
  usage: 2,
  unsound: 3,
  notFound: 4,
  conflict: 5,
  unavailable: 6,
  defect: 7,
} as const

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]

/** The exit code for what core could not do. */
export function exitCodeOf(kind: FailureKind): ExitCode {
  switch (kind) {
    case 'usage':
      return exitCodes.usage
    case 'not-found':
      return exitCodes.notFound
    case 'conflict':
      return exitCodes.conflict
    case 'unavailable':
      return exitCodes.unavailable
    case 'exists':
    case 'too-large':
      return exitCodes.refused
    case 'damaged':
      return exitCodes.unsound
  }
}
