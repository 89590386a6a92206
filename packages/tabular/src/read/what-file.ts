import type { Words } from '@taizhang/kernel'

/** What a file is, by how it begins: something that is read, or what it is instead and what to do. */
export type FileKind = 'xlsx' | 'text' | { readonly code: string; readonly message: Words }

const saveAs: Words = {
  zh: '请用 Excel 或 WPS 打开，另存为“Excel 工作簿（.xlsx）”再导入',
  en: 'open it with Excel or WPS and save it as "Excel workbook (.xlsx)", then import that',
}

const other = (code: string, zh: string, en: string): FileKind => ({
  code,
  message: { zh: `${zh}：${saveAs.zh}`, en: `${en}: ${saveAs.en}` },
})

const latin = new TextDecoder('latin1')
/** How the names of streams stand in an OLE file. */
const utf16 = (text: string): string => text.replaceAll(/./gu, (one) => `${one}\u0000`)

/** An OLE file: an encrypted workbook, or an old one (.xls, and WPS's .et is the same). */
function oleKind(bytes: Uint8Array): FileKind {
  const text = latin.decode(bytes.subarray(0, oleLooked))
  const end = latin.decode(bytes.subarray(-oleLooked))
  return [text, end].some((part) => part.includes(utf16('EncryptedPackage')))
    ? {
        code: 'encrypted-workbook',
        message: {
          zh: '工作簿有打开密码：请在 Excel 或 WPS 里取消密码，另存后再导入',
          en: 'the workbook has a password: take it away in Excel or WPS, save it, then import it',
        },
      }
    : other('old-workbook', '这是旧式的工作簿（.xls 或 .et）', 'this is an old workbook (.xls or .et)')
}

const oleLooked = 1 << 20

/** Whatever the file is called: what counts is what stands in it. */
export function kindOf(bytes: Uint8Array): FileKind {
  const start = latin.decode(bytes.subarray(0, 1024))
  if (start.startsWith('PK\u0003\u0004')) return 'xlsx'
  if (start.startsWith('\u00d0\u00cf\u0011\u00e0')) return oleKind(bytes)
  if (/^(\u00ef\u00bb\u00bf)?\s*<(!doctype|html|head|table|meta|\?xml|style|body)/i.test(start))
    return other(
      'html-workbook',
      '这是网页（HTML 或 XML），只是名字像工作簿',
      'this is a web page (HTML or XML) that is named like a workbook',
    )
  if (start.startsWith('\u00ff\u00fe') || start.startsWith('\u00fe\u00ff'))
    return other('utf16-text', '这是 UTF-16 编码的文本', 'this is UTF-16 text')
  if (start.startsWith('%PDF')) return other('pdf', '这是 PDF 文件，不是表格', 'this is a PDF file, not a table')
  if (start.includes('\u0000'))
    return other('not-a-table', '这不是工作簿，也不是 CSV', 'this is neither a workbook nor CSV')
  return 'text'
}
