import { severityWords } from '@taizhang/core/rulebook'

import { countsText, findingsByRule, moreFindings, ruleLines, type RuleFindings } from './findings.ts'
import { markup, own, type Markup } from './markup.ts'
import { phrases } from './phrases.ts'
import type { Report, ReportFinding } from './report.ts'
import { sectionNumber } from './text.ts'
import type { Language } from './words.ts'

/** The section after those of the source: what the rulebook finds wrong, rule by rule. */
export const findingsMarkup = (
  report: Report,
  language: Language,
): Markup => markup`<section class="part" aria-labelledby="findings">
<h2 id="findings"><span class="number">${sectionNumber(report.sections.length, language)}</span>${phrases.findings[language]}</h2>
<div class="body">
<p>${countsText(report, language)}</p>
${findingsByRule(report).map((rule) => ruleMarkup(rule, language))}
</div>
</section>`

function ruleMarkup(rule: RuleFindings, language: Language): Markup {
  const { severity, ruleId, title, shown, rest } = rule
  return markup`<section class="rule ${severity}">
<h3><span class="severity">${severityWords[severity][language]}</span> ${title[language]} <span class="id">${ruleId}</span></h3>
<dl>${ruleLines(rule).map(([label, words]) => markup`<div><dt>${label[language]}</dt><dd>${words[language]}</dd></div>`)}</dl>
<ul>${shown.map((finding) => markup`<li>${findingMarkup(finding, language)}</li>`)}</ul>
${rest > 0 ? markup`<p>${moreFindings(rule, language)}</p>` : undefined}
</section>`
}

const findingMarkup = ({ name, subject, since, message }: ReportFinding, language: Language): Markup =>
  markup`<strong>${own(name?.[language] ?? subject, language)}</strong>${name === undefined ? undefined : markup`<span class="id">${subject}</span> `}<time datetime="${since}">${{ zh: `自 ${since}`, en: `since ${since}` }[language]}</time><p>${message[language]}</p>`
