/** Imports the modules that are named, one behind the other, and prints which of them failed, as JSON. */
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const failed: { readonly file: string; readonly says: string }[] = []
for (const file of process.argv.slice(2)) {
  try {
    await import(pathToFileURL(join(process.cwd(), file)).href)
  } catch (error) {
    failed.push({ file, says: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  }
}
console.log(`\n${JSON.stringify(failed)}`)
