import { buildCommand } from '@stricli/core'

import { argument, asStricli, atLeastOne, tuple, type Words } from './words.ts'

/** An option without a value. */
const yes = (brief: string) => ({
  kind: 'boolean' as const,
  optional: true as const,
  withNegated: false as const,
  brief,
})

/** An argument that may be left out. */
const orNone = <A extends object>(one: A) => ({ ...one, optional: true as const })

/** What auditors ask of a book, and what seals it. */
export function auditCommands({ say, option, common, ofBook, ofView, ledger }: Words) {
  const note = argument('NOTE', say('检查点文件', 'the checkpoint’s file'))
  const sealing = { key: option('key'), out: option('out') }
  const checking = { since: option('since'), trust: option('trust') }
  const first = yes(say('第一次会签，还没有上一个检查点', 'the first one that you cosign: you hold none yet'))
  const full = yes(say('给出检查点之前的全部记录', 'give every event up to the checkpoint'))
  const figureIds = say('台账文件，其后是指标编号', 'the ledger’s file, then figures')
  return {
    verify: () =>
      buildCommand({
        loader: async () => asStricli((await import('../commands/verify.ts')).verify),
        parameters: {
          flags: {
            ...checking,
            cosignDelay: option('cosignDelay'),
            token: option('token'),
            tsa: option('tsa'),
            ...ofBook,
          },
          positional: tuple(ledger),
        },
        docs: {
          brief: say('整册重查：哈希、重放、比对', 'read, hash, replay and compare the whole book'),
          customUsage: ['LEDGER [--since NOTE] [--trust FILE] [--cosign-delay DAYS] [--token FILE --tsa FILE]'],
        },
      }),
    keygen: () =>
      buildCommand({
        loader: async () => asStricli((await import('../commands/keygen.ts')).keygen),
        parameters: {
          flags: { book: option('book'), name: option('keyName'), ...common },
          positional: tuple(
            argument('FILE', say('私钥文件；公钥写入 FILE.pub', 'for the private key; FILE.pub is public')),
          ),
        },
        docs: {
          brief: say('生成签名密钥', 'make a key to sign with'),
          customUsage: ['FILE --book CODE', 'FILE --name NAME'],
        },
      }),
    checkpoint: () =>
      buildCommand({
        loader: async () => asStricli((await import('../commands/checkpoint.ts')).checkpoint),
        parameters: { flags: { ...sealing, ...ofBook }, positional: tuple(ledger), aliases: { o: 'out' } },
        docs: {
          brief: say('签发检查点：条数与根哈希', 'sign a checkpoint: size and root'),
          customUsage: ['LEDGER --key FILE [-o NOTE]'],
        },
      }),
    cosign: () =>
      buildCommand({
        loader: async () => asStricli((await import('../commands/cosign.ts')).cosign),
        parameters: {
          flags: { ...sealing, ...checking, first, request: option('request'), state: option('state'), ...ofBook },
          positional: tuple(orNone(ledger), orNone(note)),
          aliases: { o: 'out' },
        },
        docs: {
          brief: say('见证人会签检查点', 'cosign a checkpoint as a witness'),
          customUsage: [
            'LEDGER NOTE --key FILE --trust FILE {--state FILE | --since NOTE | --first} [-o NOTE]',
            '--request FILE --state FILE --key FILE --trust FILE [-o FILE]',
          ],
        },
      }),
    prove: () =>
      buildCommand({
        loader: async () => asStricli((await import('../commands/prove.ts')).prove),
        parameters: {
          flags: { ...sealing, from: option('provenFrom'), ...ofBook },
          positional: tuple(ledger, orNone(note)),
          aliases: { o: 'out' },
        },
        docs: {
          brief: say('请不看台账的见证人会签', 'ask a witness who need not see the book to cosign'),
          customUsage: ['LEDGER {NOTE | --key FILE} [--from NOTE] [-o FILE]'],
        },
      }),
    publish: () =>
      buildCommand({
        loader: async () => asStricli((await import('../commands/publish.ts')).publish),
        parameters: {
          flags: { key: option('key'), tiles: option('tiles'), ...ofBook },
          positional: tuple(ledger, orNone(note)),
        },
        docs: {
          brief: say('公布哈希树，供别人对照', 'publish the tree of hashes for others to compare'),
          customUsage: ['LEDGER {NOTE | --key FILE} --tiles DIR'],
        },
      }),
    bundle: () =>
      buildCommand({
        loader: async () => asStricli((await import('../commands/bundle.ts')).bundle),
        parameters: {
          flags: { scope: option('scope'), since: option('since'), out: option('out'), full, ...ofView },
          positional: atLeastOne(argument('LEDGER FIGURE', figureIds)),
          aliases: { o: 'out' },
        },
        docs: {
          brief: say('可离线查验的材料包', 'figures with their events and proofs, to be checked without us'),
          customUsage: [
            'LEDGER FIGURE… --known-at NOTE -o FILE.zip [--since NOTE] [--trust FILE] [--scope ID] [--as-of DATE] [--full]',
          ],
        },
      }),
  }
}
