import type { Refusal } from '@taizhang/core'

import { exitCodes, type ExitCode } from './exit-codes.ts'
import { isWords, type Words } from './language.ts'

/** What to do about an error: what it says itself, else by its code, else by its exit code. */
export const nextStep = (exitCode: ExitCode, { code, next }: Refusal): Words =>
  isWords(next)
    ? next
    : exitCode === exitCodes.unavailable && tooOld.has(code)
      ? newer
      : (byCode.get(code) ?? byExitCode[exitCode])

/** What a book may hold that only a newer program knows. */
const tooOld: ReadonlySet<string> = new Set(['unknown-type', 'unknown-version'])
const newer: Words = {
  zh: '使用更新的版本打开这册台账；用了 --domain 的，也可能是另一个领域的台账',
  en: 'open this ledger with a newer version; where you gave a --domain, it may be of another one',
}

const correct: Words = {
  zh: '改正这些行后重新运行同一条命令；可先用 npx taizhang check 试一遍',
  en: 'correct these lines and run the same command again; npx taizhang check tries it without recording',
}

const whichFits: Words = {
  zh: '用 npx taizhang verify 加 --since 和 --trust 查：是谁签的，是检查点不对还是台账不对',
  en: 'run npx taizhang verify with --since and --trust: who signed it, and whether the checkpoint or the book is wrong',
}
const twoVersions: Words = {
  zh: '不会签；保存这份请求和上一个检查点作为证据，问台账管理人',
  en: 'cosign nothing; keep this request and the last checkpoint as evidence, and ask whoever keeps the ledger',
}
const original: Words = {
  zh: '给出原来的文件：不经编辑器、没有转换过的',
  en: 'give the file as it was made: not saved by an editor, not converted',
}

const byCode: ReadonlyMap<string, Words> = new Map<string, Words>([
  [
    'unknown-type',
    {
      zh: '用 npx taizhang events 查看记录种类，改正后重新运行',
      en: 'see npx taizhang events for the types, then run it again',
    },
  ],
  [
    'no-form-found',
    {
      zh: '表头用 npx taizhang forms 所列各表的列名；npx taizhang list 加 --form 和 --format xlsx 可以打印一张空表',
      en: 'use the column names of a form that npx taizhang forms lists; npx taizhang list with --form and --format xlsx prints one',
    },
  ],
  [
    'no-such-ledger',
    { zh: '检查路径，或用 npx taizhang init 新建台账', en: 'check the path, or make a ledger with npx taizhang init' },
  ],
  [
    'not-a-ledger',
    { zh: '检查路径：这个文件是别的文件，或已经损坏', en: 'check the path: the file is something else, or damaged' },
  ],
  [
    'other-domain',
    {
      zh: '用 --domain 或 TAIZHANG_DOMAIN 给出这册台账的领域；党建台账则不写',
      en: 'give the domain that the ledger is of with --domain or TAIZHANG_DOMAIN; for one of the Party, give none',
    },
  ],
  [
    'clock-ahead',
    {
      zh: '校准这台电脑的时钟，再运行一次；时钟没有错的，加 --clock-ahead：以后的每一批都不会早于它',
      en: "set this machine's clock and run it again; if the clock is right, add --clock-ahead: no later batch is ever recorded before this one",
    },
  ],
  ['no-such-file', { zh: '检查文件路径', en: 'check the path of the file' }],
  ['file-exists', { zh: '换一个文件名，或先移走原有文件', en: 'choose another name, or move the file that is there' }],
  ['no-such-folder', { zh: '先建立目录，再重新运行', en: 'make the folder first, then run it again' }],
  [
    'no-such-subject',
    {
      zh: '检查编号；要看更晚录入的记录，请去掉 --known-at',
      en: 'check the id; leave out --known-at to see events recorded later',
    },
  ],
  ['no-such-figure', { zh: '全部指标见 npx taizhang figures', en: 'npx taizhang figures prints all figures' }],
  ['no-such-rule', { zh: '全部规则见 npx taizhang rules', en: 'npx taizhang rules lists all rules' }],
  [
    'not-by-scope',
    { zh: '不写 --scope，或换一个分口径的指标', en: 'leave --scope out, or ask for a figure that is counted by scope' },
  ],
  [
    'no-key-at-size',
    {
      zh: '在规则文件里补上这册台账当时有效的公钥（log 公钥 sizes=从-到）',
      en: 'add the key of the book that counts at that size to the policy (log KEY sizes=FROM-TO)',
    },
  ],
  [
    'quorum-not-met',
    {
      zh: '请所缺的见证人用 npx taizhang cosign 会签，或换一份会签够了的检查点',
      en: 'ask the missing witnesses to cosign (npx taizhang cosign), or give a checkpoint that enough of them have cosigned',
    },
  ],
  ['no-such-size', { zh: '减小所给的条数，或不写这个选项', en: 'give a smaller size, or leave the option out' }],
  [
    'not-signed',
    {
      zh: '向给您检查点的人核对原文和公钥；签名不对的检查点不能用',
      en: 'ask whoever gave you the checkpoint for it and for the public key again; a checkpoint that is not signed is worth nothing',
    },
  ],
  ['other-book', { zh: '换成这册台账的检查点', en: 'give a checkpoint of this book' }],
  ['root-differs', whichFits],
  ['book-shorter', whichFits],
  [
    'events-missing',
    {
      zh: '运行 npx taizhang verify：它写明是记录还是保存的哈希不对',
      en: 'run npx taizhang verify: it says whether the events or the kept hashes are wrong',
    },
  ],
  [
    'older-checkpoint',
    {
      zh: '向台账管理人要一个比您所持的更新的检查点',
      en: 'ask whoever keeps the ledger for a checkpoint that is newer than the one you hold',
    },
  ],
  [
    'other-old-size',
    {
      zh: '用见证人上一次会签的那个检查点作 --from，重新 npx taizhang prove',
      en: 'run npx taizhang prove again, with the checkpoint that this witness cosigned last as --from',
    },
  ],
  ['fork', twoVersions],
  ['does-not-continue', twoVersions],
  [
    'unknown-origin',
    {
      zh: '认识这册台账的，把它的公钥加进 --trust 的文件',
      en: 'if you know this book, add its public key to the file of --trust',
    },
  ],
  [
    'not-the-state',
    {
      zh: '找到这把密钥写成的状态文件；不要为此另起一个，否则可能会签两个分叉',
      en: 'find the state file that this key wrote; do not begin a new one for it, or two forks may be cosigned',
    },
  ],
  ['not-a-request', original],
  ['not-a-checkpoint', original],
  ['not-a-text', original],
  ['not-a-file', original],
  ['file-too-large', original],
  ['wrong-key', { zh: '换用所写的那一把密钥', en: 'use the key that is named' }],
  ['not-a-key', { zh: '给出 keygen 写成的密钥文件', en: 'give a key file that keygen has written' }],
  [
    'no-book-key',
    {
      zh: '把这册台账的公钥加进 --trust 的文件；公钥向台账管理人要，不要取自检查点旁边',
      en: "add the book's public key to the file of --trust; get it from whoever keeps the ledger, not from beside the checkpoint",
    },
  ],
  ['nothing-known', { zh: '给出更晚的，或不写这个选项', en: 'give a later one, or leave the option out' }],
  [
    'ledger-exists',
    { zh: '换一个文件名，或向原有台账 record', en: 'choose another file, or record into the one that is there' },
  ],
  [
    'book-exists',
    { zh: '换一个文件名，或向原有台账 record', en: 'choose another file, or record into the one that is there' },
  ],
  [
    'output-closed',
    {
      zh: '要全部结果，把输出写入文件（> 文件）再运行一次；写明已经完成的不必重做',
      en: 'for all of it, run it again with its output in a file (> FILE); what is said to be done need not be done again',
    },
  ],
  [
    'conflicting-content',
    {
      zh: '内容不同就换新的 id；要更正已有记录请写 corrects 和 reason',
      en: 'use a new id for other content; to correct the event that is there, write corrects and reason',
    },
  ],
])

const byExitCode: Readonly<Record<ExitCode, Words>> = {
  [exitCodes.done]: { zh: '无', en: 'nothing' },
  [exitCodes.refused]: correct,
  [exitCodes.usage]: { zh: '用 --help 查看用法', en: 'see --help' },
  [exitCodes.unsound]: {
    zh: '不要再向此台账录入；用备份恢复，并保留原文件备查',
    en: 'do not record into this ledger; restore a backup and keep the file for examination',
  },
  [exitCodes.notFound]: { zh: '检查所写的名称', en: 'check what you named' },
  [exitCodes.conflict]: {
    zh: '稍后重新运行；带 id 的记录不会重复录入',
    en: 'run it again later; events with ids are not recorded twice',
  },
  [exitCodes.unavailable]: {
    zh: '排除上述原因后重新运行；带 id 的记录不会重复录入',
    en: 'remove the cause and run it again; events with ids are not recorded twice',
  },
  [exitCodes.defect]: {
    zh: '这是本程序的缺陷：请把以上全部内容连同所用命令一并报告',
    en: 'this is a defect of ours: report all of the above together with the command',
  },
}
