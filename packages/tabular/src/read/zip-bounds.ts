import { refuse, type Refusal } from '@taizhang/kernel'

/** More than any form of the size that is read: 10,000 rows of 64 columns take about half. */
const unpackedMax = 48 * 1024 * 1024
const filesMax = 500
/** What people fill in packs to a twentieth or so, what packs to less than this was made to be large. */
const ratioMax = 150
const smallFile = 4 * 1024 * 1024

const endMark = 0x06054b50
const entryMark = 0x02014b50
const endBytes = 22
const entryBytes = 46
const commentMax = 0xffff

/**
 * Refuses a zip file that would unpack to more than is read, before anything of it is unpacked. What unpacks it holds each file to the size that its
 * entry names, so an entry that names none is refused.
 */
export function zipRefused(bytes: Uint8Array): Refusal | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = endOf(view)
  if (end === undefined) return broken
  const count = view.getUint16(end + 10, true)
  let at = view.getUint32(end + 16, true)
  let unpacked = 0
  if (count > filesMax) return tooLarge
  for (let index = 0; index < count; index++) {
    if (at + entryBytes > view.byteLength || view.getUint32(at, true) !== entryMark) return broken
    const [packed, size] = [view.getUint32(at + 20, true), view.getUint32(at + 24, true)]
    if (size === 0 && packed > 2) return broken
    unpacked += size
    if (unpacked > unpackedMax || (size > smallFile && size > packed * ratioMax)) return tooLarge
    at += entryBytes + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return undefined
}

function endOf(view: DataView): number | undefined {
  for (let at = view.byteLength - endBytes; at >= Math.max(0, view.byteLength - endBytes - commentMax); at--)
    if (view.getUint32(at, true) === endMark) return at
  return undefined
}

export const broken: Refusal = refuse('broken-workbook', {
  zh: '工作簿已损坏，或者不是工作簿：请用 Excel 或 WPS 打开，另存为 .xlsx 再导入',
  en: 'the workbook is damaged, or is none: open it with Excel or WPS and save it as .xlsx',
})

export const tooLarge: Refusal = refuse('too-large', {
  zh: '工作簿太大：一次最多读 10 万行、展开后 48 MB；请删去多余的行和工作表，或分成几个文件',
  en: 'the workbook is too large: at most 100,000 rows and 48 MB unpacked; delete rows and sheets that are not needed, or split it',
})
