import { gunzipSync, gzipSync, strFromU8, strToU8 } from 'fflate'
import type { PageData } from './page-data.ts'

/** Page data as texts of base64: what is needed at once, and the events, which are unpacked when somebody asks for one. */
export interface Packed {
  readonly head: string
  readonly texts: string
}

/** What is needed at once. */
export type PageHead = Omit<PageData, 'texts'>

export const pack = ({ texts, ...head }: PageData): Packed => ({
  head: packed(JSON.stringify(head)),
  texts: packed(JSON.stringify(texts)),
})

export const unpackHead = (text: string): PageHead => JSON.parse(unpacked(text)) as PageHead
export const unpackTexts = (text: string): readonly string[] => JSON.parse(unpacked(text)) as readonly string[]

/** The same bytes each time: gzip has no time in it. */
const packed = (text: string): string => toBase64(gzipSync(strToU8(text), { level: 9, mtime: 0 }))
const unpacked = (text: string): string => strFromU8(gunzipSync(fromBase64(text)))

const chunk = 0x8000

function toBase64(bytes: Uint8Array): string {
  let binary = ''
  for (let at = 0; at < bytes.length; at += chunk) binary += String.fromCharCode(...bytes.subarray(at, at + chunk))
  return btoa(binary)
}

function fromBase64(text: string): Uint8Array {
  const binary = atob(text.trim())
  const bytes = new Uint8Array(binary.length)
  for (let at = 0; at < binary.length; at++) bytes[at] = binary.charCodeAt(at)
  return bytes
}
