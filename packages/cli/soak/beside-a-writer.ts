/**
 * Asks a book 10,000 times, by every command that reads one, while another process records into it: `--tries N` for fewer or more. Prints every
 * command that accused the book, or answered what it never was; exits 1 where there is one.
 */
import { parseArgs } from 'node:util'

import { besideAWriter } from './beside.ts'

const { values } = parseArgs({ options: { tries: { type: 'string', default: '10000' } } })
const accused = await besideAWriter(Number(values.tries), (tried, found) => {
  if (tried % 500 === 0) console.error(`${tried} of ${values.tries} tries, ${found} accused`)
})
for (const { args, code, said } of accused) console.log(`exit ${code}: ${args.join(' ')}\n${said}`)
console.log(`${values.tries} tries beside a writer: ${accused.length} accused a healthy book`)
if (accused.length > 0) process.exitCode = 1
