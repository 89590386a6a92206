import { deltasOf } from '../src/deltas.ts'
import { rootOf } from '../src/tree.ts'
import type { App } from './app.ts'
import { h, pause, type Child } from './dom.ts'

/** Size, root and checkpoint; everything in the page can be checked by the page itself. */
export function proofView(app: App): Child {
  const { say, head } = app
  const results = h('ul', { class: 'checks', 'aria-live': 'polite' })
  const button = h(
    'button',
    { type: 'button', class: 'strong-button', 'data-k': 'check', onclick: () => void checkAll(app, results, button) },
    say('全部核对一遍', 'Check everything'),
  )
  const pairs: readonly (readonly [string, Child])[] = [
    [say('记录', 'events'), String(app.sizeAt(app.last))],
    [say('根哈希', 'root'), h('span', { class: 'mono' }, head.root)],
    [
      say('检查点', 'checkpoint'),
      head.checkpoint
        ? [
            say(
              `${head.checkpoint.origin}，${head.checkpoint.size} 条 `,
              `${head.checkpoint.origin}, size ${head.checkpoint.size} `,
            ),
            h('span', { class: 'mono' }, head.checkpoint.root),
          ]
        : say('没有附上', 'none came with the page'),
    ],
  ]
  return [
    h('h2', {}, say('凭据', 'Proof')),
    h(
      'section',
      { class: 'card' },
      h(
        'dl',
        { class: 'facts' },
        pairs.map(([title, text]) => [h('dt', {}, title), h('dd', {}, text)]),
      ),
    ),
    h(
      'p',
      {},
      say(
        '本页可以自行核对：逐条计算记录的哈希，得出根，与上面的比对；再由记录重新推出每个数字，与页上所用的比对。把根哈希与别处所存的比对，才知道页上的记录是不是台账的记录。',
        'The page checks itself: it hashes every event and compares the root with the one above, and derives every number anew from the events. Compare the root with one that was kept elsewhere: only that shows that these are the events of the ledger.',
      ),
    ),
    h('p', {}, button),
    results,
  ]
}

async function checkAll(app: App, results: HTMLElement, button: HTMLButtonElement): Promise<void> {
  const { say, head } = app
  button.disabled = true
  results.replaceChildren()
  const tell = async (held: boolean, text: string): Promise<void> => {
    results.append(h('li', { class: held ? 'held' : 'failed' }, text))
    await pause()
  }
  try {
    const texts = app.texts()
    const root = rootOf(texts, head.leaves)
    const left = Object.keys(head.leaves).length
    await tell(
      root === head.root,
      say(
        `${texts.length} 条记录的根${root === head.root ? '与页上的相同' : '与页上的不同'}：${root}`,
        `the root of ${texts.length} events is ${root === head.root ? 'that of the page' : 'another than that of the page'}: ${root}`,
      ),
    )
    if (left > 0)
      await tell(
        true,
        say(`其中 ${left} 条不在页上，只有哈希`, `${left} of them are left out and stand as their hashes`),
      )
    if (head.checkpoint) {
      const sealed = rootOf(texts, head.leaves, head.checkpoint.size)
      const held = head.checkpoint.size <= texts.length && sealed === head.checkpoint.root
      await tell(
        held,
        say(
          `前 ${head.checkpoint.size} 条${held ? '与检查点相符' : '与检查点不符'}（签名须另用 taizhang verify 核对）`,
          `the first ${head.checkpoint.size} ${held ? 'are those of the checkpoint' : 'are not those of the checkpoint'} (its signatures are for taizhang verify)`,
        ),
      )
    }
    const ledger = await app.ledger()
    const wanted = head.figures.filter(({ figure }) => !head.numbersOnly.includes(figure))
    const derived = deltasOf(ledger, ledger.domain.figures.values()).deltas
    const other = wanted.filter(
      (one) => JSON.stringify(one) !== JSON.stringify(derived.find(({ figure }) => figure === one.figure)),
    )
    await tell(
      other.length === 0,
      other.length === 0
        ? say(
            `由记录重新推出 ${wanted.length} 项指标的全部变化，与页上的相同`,
            `${wanted.length} figures derived anew from the events change as on the page`,
          )
        : say(
            `与记录推出的不同：${other.map(({ figure }) => figure).join('、')}`,
            `other than the events give: ${other.map(({ figure }) => figure).join(', ')}`,
          ),
    )
  } catch (error) {
    await tell(false, String(error))
  }
  button.disabled = false
}
