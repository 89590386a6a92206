import type { NotCounted, ReasonNote } from '@taizhang/audit'
import type { Domain } from '@taizhang/kernel/define'

import { eventLabel, factLabel, relationTitle, type Teller } from './audit-words.ts'
import type { Language } from './language.ts'
import { wordOf } from './thing-names.ts'

/** A value in people's words; nothing stands as a dash. */
function valueWord(domain: Domain, value: unknown, language: Language): string {
  if (value === undefined || value === null) return '—'
  if (typeof value === 'boolean') return { zh: value ? '是' : '否', en: value ? 'yes' : 'no' }[language]
  return typeof value === 'string' ? wordOf(domain, value)[language] : JSON.stringify(value)
}

/** Why a subject was not counted, in a sentence. */
export function reasonText(teller: Teller, { fact: subject }: NotCounted, reason: ReasonNote): string {
  const say = (zh: string, en: string): string => ({ zh, en })[teller.language]
  const { domain } = teller
  const scopeName = (id: string): string => teller.names[id] ?? id
  const label = (fact: NonNullable<NotCounted['fact']>): string => factLabel(teller, fact, subject?.key)
  const by = (position: number | undefined): string => (position === undefined ? '' : eventLabel(teller, position))
  switch (reason.why) {
    case 'ended': {
      const { fact } = reason
      return say(
        `${label(fact)}，已于 ${fact.closedOn} 结束（${by(fact.closedBy)}）`,
        `${label(fact)} ended on ${fact.closedOn} (${by(fact.closedBy)})`,
      )
    }
    case 'later': {
      const { fact } = reason
      return say(
        `${label(fact)}，${fact.openedOn} 起才有（${by(fact.openedBy)}）`,
        `${label(fact)} begins only on ${fact.openedOn} (${by(fact.openedBy)})`,
      )
    }
    case 'attribute': {
      const { fact, attribute, value, wouldCount } = reason
      const own = fact.relation === subject?.relation ? '' : `${label(fact)} `
      const title = domain.fieldOf(attribute)[teller.language]
      const values = wouldCount.map((one) => valueWord(domain, one, teller.language)).join(say('、', ', '))
      return say(
        `${own}${title}为“${valueWord(domain, value, teller.language)}”（为“${values}”才计）`,
        `${own}${title} is ${valueWord(domain, value, teller.language)} (${values} would count)`,
      )
    }
    case 'despite': {
      const labels = reason.facts.map(label).join(say('、', ', '))
      return say(`因有 ${labels}，所以不计`, `would count but for ${labels}`)
    }
    case 'missing': {
      const title = relationTitle(teller, reason.relation)
      return say(`没有${title}`, `has no ${title}`)
    }
    case 'no-group':
      return say('没有据以区分的内容', 'lacks what different things are told apart by')
    case 'definition':
      return say('按指标定义不计', 'not counted by the figure’s definition')
    case 'other-scope':
      return say(`计入口径 ${scopeName(reason.scope)}`, `counted under scope ${scopeName(reason.scope)}`)
    case 'not-held': {
      if (!subject) return ''
      const until = subject.closedOn === undefined ? '' : `${subject.closedOn}（${by(subject.closedBy)}）`
      return say(
        `当日不存在：自 ${subject.openedOn}${until === '' ? '' : ` 至 ${until}`}`,
        `does not hold on the day: from ${subject.openedOn}${until === '' ? '' : ` to ${until}`}`,
      )
    }
    case 'withdrawn':
      return say(`已被撤回或更正（${by(reason.by)}）`, `withdrawn or corrected (${by(reason.by)})`)
  }
}
