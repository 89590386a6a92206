import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'

import {
  canonicalText,
  conditionOf,
  listOf,
  listsOf,
  type Ledger,
  type RecordOptions,
  type View,
  type Words,
} from '@taizhang/kernel'
import type { Form } from '@taizhang/kernel/define'
import {
  formsIn,
  proposeEvents,
  readForm,
  readWorkbook,
  type FormRead,
  type MonthPolicy,
  type Proposal,
  type Proposed,
  type Remark,
} from '@taizhang/tabular'
import { v5 } from 'uuid'

import { domainOf } from '../domain.ts'
import { exitCodes } from '../exit-codes.ts'
import { formNamed, formsFor } from '../forms-for.ts'
import { inputsOf } from '../input.ts'
import { withLedger } from '../open-ledger.ts'
import type { BookFlags } from '../options.ts'
import { needDay } from '../read-options.ts'
import { expectActor, recordOptions } from '../record-options.ts'
import type { Session } from '../session.ts'
import { sheet, type Paint } from '../sheet.ts'
import { Stop, stop } from '../stop.ts'
import { line } from '../visible.ts'

export interface ImportFlags extends BookFlags {
  readonly asOf?: string | undefined
  readonly form?: string | undefined
  readonly covers?: string | undefined
  readonly month?: string | undefined
  readonly record?: boolean | undefined
  readonly confirmed?: boolean | undefined
  readonly clockAhead?: boolean | undefined
}

/** The namespace of the ids of imported events: the same event of the same file has the same id. */
const namespace = 'b0c1f6a2-6f5b-4d0e-9a57-6d1f0d6a9e21'

/** `import`: what a form says as of a day, as proposed events. */
export async function importForm(session: Session, flags: ImportFlags, address: string, file: string): Promise<void> {
  const day = needDay('as-of', flags.asOf)
  const month = monthFrom(flags.month)
  await inputsOf(session, [file])
  await expectActor(session)
  const bytes = await readFile(file)
  const workbook = await readWorkbook(bytes)
  const form =
    flags.form === undefined
      ? (formsIn(await formsFor(session), workbook)[0] ?? noForm(file))
      : await formNamed(session, flags.form)
  const read = readForm(form, await domainOf(session), workbook, { month })
  await withLedger(session, address, { ...flags, readOnly: flags.record !== true, known: [] }, async (ledger) => {
    const view = ledger.asOf(day)
    const found = proposeEvents(form, view, read.rows, {
      newId: (relation, text) => `${relation.slice(0, 1)}-${hashOf(`${ledger.book} ${relation} ${text}`).slice(0, 16)}`,
      reason: ({ address }) => `${basename(file)} ${address}`,
      covered: coveredBy(view, form, flags.covers),
    })
    const drafts = found.proposals.map((proposal) => draftOf(proposal, { file, sha256: hashOf(bytes) }))
    await answer(session, { ledger, flags, form, read, found, drafts })
  })
}

const hashOf = (text: string | Uint8Array): string => createHash('sha256').update(text).digest('hex')

function monthFrom(text: string | undefined): MonthPolicy {
  if (text === undefined || text === 'first' || text === 'last' || text === 'refuse') return text ?? 'refuse'
  return stop(
    'usage',
    'bad-option-value',
    {
      zh: `--month 应为 first, last, refuse 之一，而不是 ${text}`,
      en: `--month takes one of first, last, refuse, not ${text}`,
    },
    { option: 'month', found: text },
  )
}

const noForm = (file: string): never =>
  stop(
    'refused',
    'no-form-found',
    {
      zh: `${file} 里没有找到认识的表头`,
      en: `${file} has no header that is known`,
    },
    { file },
  )

/** The ids of what a form is to have all of. */
function coveredBy(view: View, form: Form, covers: string | undefined): ReadonlySet<string> | undefined {
  if (covers === undefined) return undefined
  const role = form.roles[form.about]
  const list = [...listsOf(view).values()].find(({ of }) => of.name === role?.relation)
  if (!list) return undefined
  const where = covers === 'all' ? [] : [conditionOf(covers)]
  const { rows } = listOf(view, list, { where })
  const [key = ''] = list.of.key as readonly string[]
  const isOnForm = (attributes: object): boolean =>
    Object.entries(role?.only ?? {}).every(
      ([name, value]) => (attributes as Readonly<Record<string, unknown>>)[name] === value,
    )
  return new Set(
    rows.flatMap(({ row }) =>
      isOnForm(row.attributes) ? [String((row.key as Readonly<Record<string, string>>)[key])] : [],
    ),
  )
}

/** The event with its evidence, and an id that follows from all of it. */
function draftOf({ event }: Proposal, { file, sha256 }: { readonly file: string; readonly sha256: string }) {
  const whole = { ...event, evidence: { uri: basename(file), sha256 }, correlationId: `import-${sha256.slice(0, 16)}` }
  return { id: v5(canonicalText(whole), namespace), ...whole }
}

interface Found {
  readonly ledger: Ledger
  readonly flags: ImportFlags
  readonly form: Form
  readonly read: FormRead
  readonly found: Proposed
  readonly drafts: readonly ReturnType<typeof draftOf>[]
}

async function answer(session: Session, { ledger, flags, form, read, found, drafts }: Found): Promise<void> {
  const { proposals, questions } = found
  const refusals = [...read.refusals, ...found.refusals]
  const remarks = [...read.remarks, ...found.remarks]
  const isTaken = (at: number): boolean => flags.confirmed === true || proposals[at]?.asks === undefined
  const taken = drafts.filter((_, at) => isTaken(at))
  const options = recordOptions(session.world, flags)
  const impossible =
    taken.length === 0
      ? []
      : await refusedBy(
          ledger,
          options,
          taken,
          proposals.filter((_, at) => isTaken(at)),
        )
  const all = [...refusals, ...impossible]
  const canRecord = flags.record === true && all.length === 0 && taken.length > 0
  const outcome = canRecord ? await ledger.record(taken, options) : undefined
  const recorded = outcome?.ok === true ? outcome.recorded : 0
  const first = all[0]
  const verdict = first && new Stop(exitCodes.refused, { ...first, recorded, errors: all })
  await session.print({
    json: {
      form: form.id,
      recorded,
      proposals: proposals.map((one, at) => ({ ...one, event: drafts[at] })),
      refusals: all,
      questions,
      remarks,
    },
    rows: session.format === 'csv' ? proposals.flatMap(csvRows) : taken,
    columns: ['subject', 'type', 'effectiveOn', 'cell', 'title', 'from', 'to', 'asks'],
    table: (paint) => page({ found, form, read, recorded, taken: taken.length }, [...questions, ...remarks], paint),
    ...(verdict ? { verdict } : {}),
  })
}

/** What the ledger would refuse, in the words of the sheet. */
async function refusedBy(
  ledger: Ledger,
  options: RecordOptions,
  drafts: readonly object[],
  proposals: readonly Proposal[],
): Promise<readonly Remark[]> {
  const outcome = await ledger.check(drafts, options)
  if (outcome.ok) return []
  return outcome.refusals.map(({ code, message, draft }) => {
    const place = draft === undefined ? undefined : proposals[draft]?.differences[0]?.place
    if (!place) return { code, message }
    const { sheet, row, title, address } = place
    return {
      code,
      place,
      message: {
        zh: `${sheet} 第 ${row} 行“${title}”（${address}）：${message.zh}`,
        en: `${sheet}, row ${row}, "${title}" (${address}): ${message.en}`,
      },
    }
  })
}

const csvRows = ({ event: { type, effectiveOn }, subject, differences, asks }: Proposal): readonly object[] =>
  differences.map(({ place, from, to }) => ({
    subject,
    type,
    effectiveOn,
    cell: place.address,
    title: place.title,
    from,
    to,
    asks: asks?.zh ?? '',
  }))

interface Shown {
  readonly found: Proposed
  readonly form: Form
  readonly read: FormRead
  readonly recorded: number
  readonly taken: number
}

function page(
  { found: { proposals }, form, read, recorded, taken }: Shown,
  told: readonly Remark[],
  paint: Paint,
): string {
  const { language } = paint
  const asks = proposals.length - taken
  const lines: readonly Words[] = [
    {
      zh: `${form.title.zh}：${read.rows.length} 行，提出 ${proposals.length} 条记录`,
      en: `${form.title.en}: ${read.rows.length} rows, ${proposals.length} events proposed`,
    },
    ...told.map(({ message }) => message),
    ...(asks > 0
      ? [
          {
            zh: `${asks} 条（标“？”的）须先确认，加 --confirmed 才算在内`,
            en: `${asks} (marked "?") have to be confirmed: --confirmed takes them, too`,
          },
        ]
      : []),
    recorded > 0
      ? { zh: `已录入 ${recorded} 条`, en: `${recorded} recorded` }
      : { zh: '没有录入：加 --record 才录入', en: 'nothing was recorded: --record records' },
  ]
  const table = sheet<Proposal>(
    [
      { title: { zh: '', en: '' }, cell: ({ asks }) => (asks ? '？' : '') },
      { title: { zh: '对象', en: 'subject' }, cell: ({ subject }) => subject },
      { title: { zh: '记录', en: 'event' }, cell: ({ event }) => event.type },
      { title: { zh: '生效', en: 'effective on' }, cell: ({ event }) => event.effectiveOn },
      { title: { zh: '日期来自', en: 'day from' }, cell: ({ dayFrom }) => dayFrom[language] },
      {
        title: { zh: '单元格：原来 → 现在', en: 'cell: old → new' },
        cell: ({ differences }) =>
          differences.map(({ place, from, to }) => `${place.address} ${from || '—'} → ${to}`).join('；'),
      },
    ],
    proposals,
    paint,
  )
  return `${proposals.length === 0 ? '' : table}${lines.map((words) => line(words[language])).join('')}`
}
