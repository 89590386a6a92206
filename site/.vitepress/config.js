import { readdirSync } from 'node:fs'
import { defineConfig } from 'vitepress'

const pagesIn = (folder) =>
  readdirSync(new URL(`../pages/${folder}`, import.meta.url))
    .filter((file) => file.endsWith('.md'))
    .map((file) => file.slice(0, -3))
    .map((name) => ({ text: name, link: `/${folder}/${name}` }))

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
      {
        text: 'Start 开始',
        items: [
          { text: 'Taizhang', link: '/' },
          { text: 'Architecture', link: '/ARCHITECTURE' },
          { text: 'Contributing', link: '/CONTRIBUTING' },
        ],
      },
      { text: 'Pages 文档', items: pagesIn('docs') },
      { text: 'Reference 参考', items: pagesIn('reference') },
    ],
    // In the page itself: nothing is asked of another server.
    search: { provider: 'local', options: { miniSearch: { options: { tokenize: tokens } } } },
  },
})
