import { randomBytes } from 'node:crypto'
import { rm } from 'node:fs/promises'

import { originOf, signingKey, signingLine, verifyingLine } from '@taizhang/audit'

import { writeNewFile } from '../new-file.ts'
import type { CommonFlags } from '../options.ts'
import type { Session } from '../session.ts'
import { stop } from '../stop.ts'
import { line } from '../visible.ts'

export interface KeygenFlags extends CommonFlags {
  readonly book?: string | undefined
  readonly name?: string | undefined
}

/** `keygen`: a key that signs a book's checkpoints, or a witness's; FILE is private, FILE.pub is for those who check. */
export async function keygen(session: Session, { book, name }: KeygenFlags, file: string): Promise<void> {
  if ((book === undefined) === (name === undefined)) {
    stop('usage', 'book-or-name', {
      zh: '请写明 --book（为这册台账签发检查点）或 --name（见证人会签），二者之一',
      en: 'give either --book (to sign the checkpoints of that book) or --name (a witness, who cosigns)',
    })
  }
  const key =
    book === undefined
      ? signingKey(name ?? '', 'witness', randomBytes(32))
      : signingKey(originOf(book), 'book', randomBytes(32))
  const publicFile = `${file}.pub`
  await writeNewFile(file, `${signingLine(key)}\n`, 0o600)
  await writeNewFile(publicFile, `${verifyingLine(key)}\n`).catch(async (error: unknown) => {
    // A key that nobody can check is none.
    await rm(file)
    throw error
  })
  const made = { name: key.name, kind: key.kind, id: key.id, file, publicFile, publicKey: verifyingLine(key) }
  await session.print({
    json: made,
    columns: Object.keys(made),
    table: ({ language }) =>
      ({
        zh: [
          `已生成密钥 ${key.name}（${key.id}）`,
          `  ${file}      私钥：只留给签名的人`,
          `  ${publicFile}  公钥：交给查验的人`,
        ],
        en: [
          `key ${key.name} (${key.id}) is made`,
          `  ${file}      private: for whoever signs, and nobody else`,
          `  ${publicFile}  public: for those who check`,
        ],
      })[language]
        .map(line)
        .join(''),
    done: { zh: '密钥已经生成', en: 'the key has been made' },
  })
}
