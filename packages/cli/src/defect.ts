import { exitCodes } from './exit-codes.ts'
import type { Failure } from './show-error.ts'
import { version } from './version.ts'

/** Something that should not happen: a failure that says so, with what to report. */
export function defectOf(error: unknown): Failure {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error)
  const where = `taizhang ${version()}, node ${process.versions.node}, ${process.platform}`
  return {
    exitCode: exitCodes.defect,
    refusal: {
      code: 'defect',
      message: { zh: `本程序出错（${where}）`, en: `this program failed (${where})` },
      version: version(),
      node: process.versions.node,
      platform: process.platform,
      stack,
    },
  }
}
