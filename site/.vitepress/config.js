import { readdirSync, readFileSync } from 'node:fs'
import { defineConfig } from 'vitepress'

const pages = new URL('../pages/', import.meta.url)

const namesIn = (folder) =>
  readdirSync(new URL(`${folder}/`, pages))
    .filter((file) => file.endsWith('.md'))
    .map((file) => `${folder}/${file.slice(0, -3)}`)

/** A page by its own title. */
const item = (name) => ({
  text: /^# (.+)$/m.exec(readFileSync(new URL(`${name}.md`, pages), 'utf8'))?.[1] ?? name,
  link: name === 'index' ? '/' : `/${name}`,
})

const group = (text, names) => ({ text, items: names.map(item) })

const groups = {
  'Start 开始': ['index', 'README.zh'],
  'In your program 开发': [
    'docs/embedding',
    'docs/write-a-domain',
    'docs/own-domain',
    'docs/coming-from',
    'docs/forms',
  ],
  'Ask and check 查数与查验': ['docs/command-line', 'docs/sql', 'docs/audit', 'docs/trust', 'docs/rulebook'],
  'Exactly 确切的规定': ['docs/domain', 'docs/wire', 'docs/semantics'],
  'Servers 服务器': ['docs/eventstoredb', 'docs/eventstoredb-adapter', 'docs/scale'],
  'This project 本项目': ['ARCHITECTURE', 'CONTRIBUTING'],
}
const others = namesIn('docs').filter((name) => !Object.values(groups).flat().includes(name))

/** Words of Latin letters as they stand; Han characters one by one and in pairs, for there are no spaces between words. */
const tokens = (text) =>
  [...text.matchAll(/[\p{Script=Han}]+|[\p{L}\p{N}_]+/gu)].flatMap(([run]) =>
    /\p{Script=Han}/u.test(run)
      ? [...run, ...[...run].slice(1).map((second, at) => [...run][at] + second)]
      : [run.toLowerCase()],
  )

export default defineConfig({
  title: 'Taizhang 台账',
  description: 'An event-sourced, bitemporal ledger',
  srcDir: 'pages',
  // Pages link to sources and examples, which are no pages.
  ignoreDeadLinks: true,
  themeConfig: {
    sidebar: [
      ...Object.entries(groups).map(([text, names]) => group(text, names)),
      ...(others.length === 0 ? [] : [group('More 其他', others)]),
      group('Reference 参考', namesIn('reference')),
    ],
    outline: { level: [2, 3] },
    // In the page itself: nothing is asked of another server.
    search: { provider: 'local', options: { miniSearch: { options: { tokenize: tokens } } } },
  },
})
