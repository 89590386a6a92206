import type { BookFlags } from '../options.ts'
import type { Session } from '../session.ts'

export interface LateFlags extends BookFlags {
  readonly since?: string | undefined
  readonly days?: string | undefined
}

export async function lateCommand(_session: Session, _flags: LateFlags, _address: string): Promise<void> {}
