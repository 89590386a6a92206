import { bundleOf, expectLedgerSealed } from '@taizhang/audit'

import { domainOf } from '../domain.ts'
import { figureNamed } from '../figure-named.ts'
import { readTrusted } from '../key-files.ts'
import { writeNewFile } from '../new-file.ts'
import { readNoteFile } from '../notes.ts'
import { withLedger } from '../open-ledger.ts'
import type { ViewFlags } from '../options.ts'
import { needOption, readTimes, viewAt } from '../read-options.ts'
import { scopeNamed } from '../scope-named.ts'
import type { Session } from '../session.ts'
import { stop } from '../stop.ts'
import { line } from '../visible.ts'

export interface BundleFlags extends ViewFlags {
  readonly scope?: string | undefined
  readonly since?: string | undefined
  readonly out?: string | undefined
  readonly full?: boolean | undefined
}

/** `bundle`: figures with their events and proofs in a zip file, to be checked without us. */
export async function bundle(
  session: Session,
  flags: BundleFlags,
  address: string,
  ...ids: readonly string[]
): Promise<void> {
  const out = needOption('out', flags.out)
  if (ids.length === 0) stop('usage', 'argument-missing', { zh: '缺少参数 FIGURE', en: 'FIGURE is missing' })
  const domain = await domainOf(session)
  const figures = ids.map((id) => figureNamed(domain, id))
  needOption('known-at', flags.knownAt)
  const times = await readTimes(flags, session)
  if (typeof times.knownAt !== 'object') {
    stop('usage', 'note-needed', {
      zh: '--known-at 须是检查点文件：材料包以它为准',
      en: '--known-at must be the file of a checkpoint: a bundle is proved against it',
    })
  }
  const { note } = times.knownAt
  const older = flags.since === undefined ? undefined : readNoteFile(flags.since)
  const made = await withLedger(session, address, { ...flags, known: [times.knownAt] }, async (ledger) => {
    const scope = scopeNamed(viewAt(session, ledger, times), flags.scope)
    if (older) expectOlder(older.size, note.size)
    if (older) expectLedgerSealed(ledger, older, readTrusted(flags.trust))
    const options = { figures, scope, asOf: times.day, note, older, full: flags.full === true }
    return bundleOf(ledger, options)
  })
  await writeNewFile(out, made.zip)
  const { zip, verifySha256, ...counts } = made
  await session.print({
    json: { out, bytes: zip.length, ...counts, verifySha256 },
    columns: ['out', 'bytes', 'figures', 'events', 'verifySha256'],
    table: ({ language }) =>
      ({
        zh: `${line(`材料包已写入 ${out}：${made.figures} 个指标，${made.events} 条记录`)}查验：解压后 python3 -I verify.py 公钥文件\nverify.py 的 SHA-256：${verifySha256}\n`,
        en: `${line(`the bundle is in ${out}: ${made.figures} figures, ${made.events} events`)}to check it: unpack it, then python3 -I verify.py PUBLIC-KEYS\nSHA-256 of verify.py: ${verifySha256}\n`,
      })[language],
    done: { zh: '材料包已经写好', en: 'the bundle has been written' },
  })
}

function expectOlder(older: number, size: number): void {
  if (older <= size) return
  stop(
    'usage',
    'older-is-newer',
    {
      zh: `--since 的检查点（${older} 条）比 --known-at 的（${size} 条）还新`,
      en: `the checkpoint of --since (size ${older}) is newer than that of --known-at (size ${size})`,
    },
    { since: older, knownAt: size },
  )
}
