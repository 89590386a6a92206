import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Plugin } from 'rolldown'

/** Writes the licences of the packages of others that are in the build: they ask that their notices go with every copy. */
export const notices = (file: string): Plugin => ({
  name: 'notices',
  writeBundle(_, output) {
    const modules = Object.values(output).flatMap((made) => (made.type === 'chunk' ? made.moduleIds : []))
    const folders = new Set(modules.filter((id) => id.includes('node_modules')).map(packageFolder))
    writeFileSync(file, [...folders].map(noticeOf).toSorted().join('\n\n'))
  },
})

function packageFolder(path: string): string {
  const folder = dirname(path)
  const manifest = join(folder, 'package.json')
  // Folders inside a package may have a manifest that says nothing but the kind of its modules.
  return existsSync(manifest) && 'version' in read(manifest) ? folder : packageFolder(folder)
}

const read = (manifest: string): Readonly<Record<string, unknown>> =>
  JSON.parse(readFileSync(manifest, 'utf8')) as Readonly<Record<string, unknown>>

function noticeOf(folder: string): string {
  const { name, version, license } = read(join(folder, 'package.json'))
  const texts = readdirSync(folder).filter((one) => /^(licen[cs]e|notice)/i.test(one))
  const title = `${String(name)} ${String(version)} (${String(license)})`
  if (texts.length === 0 && license === 'Apache-2.0') return `${title}\n\nThe text of that licence is in LICENSE.`
  if (texts.length === 0) throw new Error(`${title} has no licence text to go with the build`)
  return [title, ...texts.map((one) => readFileSync(join(folder, one), 'utf8').trim())].join('\n\n')
}
