import { refusals as audit } from '../../packages/audit/refusals.ts'
import { refusals as cli } from '../../packages/cli/refusals.ts'
import { refusals as core } from '../../packages/core/refusals.ts'
import { refusals as eventstoredb } from '../../packages/eventstoredb/refusals.ts'
import { refusals as kernel } from '../../packages/kernel/refusals.ts'
import { refusals as postgres } from '../../packages/postgres/refusals.ts'
import { refusals as sqlite } from '../../packages/sqlite/refusals.ts'
import { refusals as tabular } from '../../packages/tabular/refusals.ts'

/** What is said of each code, by the package that says it. */
export const words = { kernel, core, sqlite, postgres, eventstoredb, audit, tabular, cli }
