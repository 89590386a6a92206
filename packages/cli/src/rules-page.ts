import { severityWords, type RuleEntry } from '@taizhang/kernel'

import { endText } from './end-text.ts'
import type { Words } from './language.ts'
import { sheet, type Paint } from './sheet.ts'
import { visible } from './visible.ts'

/** The rulebook of a day for people: a line for each rule in force. */
export function ruleListPage(rules: readonly RuleEntry[], asOf: string, paint: Paint): string {
  const { language, dim } = paint
  const head = {
    zh: `${asOf} 有效的规则；单条内容见 taizhang rules 编号`,
    en: `Rules in force on ${asOf}; taizhang rules ID prints one`,
  }
  return `${dim(head[language])}\n${sheet<RuleEntry>(
    [
      { title: { zh: '编号', en: 'id' }, cell: ({ ruleId }) => ruleId },
      { title: { zh: '程度', en: 'severity' }, cell: ({ severity }) => severityWords[severity][language] },
      { title: { zh: '名称', en: 'title' }, cell: ({ title }) => title[language] },
      { title: { zh: '自', en: 'from' }, cell: ({ from }) => from ?? '' },
      { title: { zh: '规定', en: 'what it says' }, cell: ({ text }) => text[language] },
    ],
    rules,
    paint,
  )}`
}

/** All texts of one rule, each with the days on which it is in force. */
export function rulePage(
  texts: readonly (RuleEntry & { readonly inForce: boolean })[],
  asOf: string,
  paint: Paint,
): string {
  const { language, bold } = paint
  const colon = { zh: '：', en: ': ' }[language]
  const line = ([label, value]: readonly [Words, string]): string => `  ${label[language]}${colon}${visible(value)}\n`
  return texts
    .map((text) =>
      [
        `${bold(visible(`${text.ruleId}  ${text.title[language]}`))}\n`,
        line([{ zh: '程度', en: 'severity' }, severityWords[text.severity][language]]),
        line([{ zh: '规定', en: 'rule' }, text.text[language]]),
        line([{ zh: '依据', en: 'source' }, text.citation[language]]),
        line([{ zh: '下一步', en: 'next' }, text.next[language]]),
        line([{ zh: '有效', en: 'in force' }, validity(text, asOf)[language]]),
        line([{ zh: '检查', en: 'check' }, text.check]),
        line([{ zh: '参数', en: 'parameters' }, JSON.stringify(text.parameters)]),
      ].join(''),
    )
    .join('\n')
}

function validity(
  { from, until, inForce, onOffer, adoptedBy }: RuleEntry & { readonly inForce: boolean },
  asOf: string,
): Words {
  const end = endText(until)
  if (onOffer) return { zh: '台账采用之后', en: 'once a book adopts it' }
  const by =
    adoptedBy === undefined
      ? { zh: '', en: '' }
      : { zh: `；由第 ${adoptedBy} 条记录采用`, en: `; adopted by event ${adoptedBy}` }
  const days = {
    zh: `${from === undefined ? '' : `自 ${from} `}${end === '' ? '' : `至 ${end}（不含）`}`.trim() || '一向',
    en: [from === undefined ? '' : `from ${from}`, end === '' ? '' : `until ${end}`].join(' ').trim() || 'always',
  }
  return {
    zh: `${days.zh}；${asOf} ${inForce ? '有效' : '无效'}${by.zh}`,
    en: `${days.en}; ${inForce ? 'in force' : 'not in force'} on ${asOf}${by.en}`,
  }
}
