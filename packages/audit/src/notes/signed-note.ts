import { base64, fromBase64 } from '../sha256.ts'
import { isName } from './keys.ts'

/** A signature line. Which key made it is told by name and id together. */
export interface NoteSignature {
  readonly name: string
  readonly id: string
  readonly signature: Uint8Array
}

/** A text with signature lines (C2SP signed-note). Nothing is said yet about whether they are right. */
export interface SignedNote {
  /** Ends in a newline. What is signed. */
  readonly text: string
  readonly signatures: readonly NoteSignature[]
}

const signaturesMax = 64

/** Reads a note; `undefined` where it is none. There is one way to write each note, and no other is read. */
export function readNote(written: string): SignedNote | undefined {
  if (typeof written !== 'string') return undefined
  // oxlint-disable-next-line no-control-regex -- a note must not have them
  if (/[\u0000-\u0009\u000b-\u001f]/.test(written) || !written.isWellFormed()) return undefined
  const end = written.lastIndexOf('\n\n')
  if (end <= 0 || !written.endsWith('\n')) return undefined
  const lines = written.slice(end + 2, -1).split('\n')
  const signatures = lines.map(readSignature)
  if (signatures.length > signaturesMax || !signatures.every((one) => one !== undefined)) return undefined
  return { text: written.slice(0, end + 1), signatures }
}

function readSignature(line: string): NoteSignature | undefined {
  const [, name = '', text = ''] = /^— (\S+) (\S+)$/u.exec(line) ?? []
  const bytes = fromBase64(text)
  if (!isName(name) || !bytes || bytes.length < 5) return undefined
  return { name, id: Buffer.from(bytes.subarray(0, 4)).toString('hex'), signature: bytes.slice(4) }
}

export const writeNote = ({ text, signatures }: SignedNote): string =>
  [
    text,
    '\n',
    ...signatures.map(
      ({ name, id, signature }) => `— ${name} ${base64(Buffer.concat([Buffer.from(id, 'hex'), signature]))}\n`,
    ),
  ].join('')
