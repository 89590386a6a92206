import { type Ledger, type Outcome, type Refusal } from '@taizhang/kernel'

import { formRefusals, ofBadLines, placed, type Batch } from './draft-refusals.ts'
import { exitCodes } from './exit-codes.ts'
import { draftsOfExport } from './from-export.ts'
import { inputsOf } from './input.ts'
import type { Words } from './language.ts'
import { readDrafts, type Drafts } from './read-drafts.ts'
import type { Place } from './read-texts.ts'
import { recordOptions } from './record-options.ts'
import type { Session } from './session.ts'
import { Stop } from './stop.ts'
import { withOutcome } from './what-became.ts'

/** What a run recorded, or would record. */
export interface Recorded {
  readonly recorded: number
  readonly alreadyRecorded: number
  readonly size: number
}

type Write = (values: readonly unknown[], options: Parameters<Ledger['record']>[1]) => Promise<Outcome>

/** Reads the named inputs. Stops where a line is bad, with all the bad lines, of whatever fault. */
export async function readBatch(
  session: Session,
  ledger: Ledger,
  { files, fromExport = false }: { readonly files: readonly string[]; readonly fromExport?: boolean | undefined },
): Promise<Drafts> {
  const inputs = await inputsOf(session, files)
  const drafts = await readDrafts(inputs, (read) => showRead(session, read))
  const { refusals } = drafts
  if (refusals.length === 0) return fromExport ? draftsOfExport(session, ledger, drafts) : drafts
  const form = formRefusals(ledger, drafts)
  throw refused(
    ofBadLines(
      [...refusals, ...form],
      inputs.map(({ name }) => name),
    ),
    { exitCode: exitCodes.refused },
  )
}

const showRead = ({ progress, language }: Session, read: number): void =>
  progress.update({ zh: `已读 ${read} 条记录`, en: `${read} events read` }[language])

/**
 * Writes the drafts as one batch, or one for every `size` of them; with several, the form of all is checked first. Stops at the
 * first batch that is refused and says how many events were recorded before it.
 */
export async function writeBatches(
  session: Session,
  ledger: Ledger,
  drafts: Batch,
  {
    size,
    write,
    clockAhead,
  }: { readonly size: number; readonly write: Write; readonly clockAhead?: boolean | undefined },
): Promise<Recorded> {
  remarkClock(session, ledger)
  const batches = inBatches(drafts, size)
  if (batches.length > 1) expectForm(ledger, drafts)
  let done: Recorded = { recorded: 0, alreadyRecorded: 0, size: ledger.size }
  for (const [index, batch] of batches.entries()) {
    showWritten(session, done.recorded + done.alreadyRecorded, drafts.values.length, batch.values.length)
    const before = { recorded: done.recorded, ...(batches.length > 1 ? { batch: index + 1 } : {}) }
    const outcome = await write(batch.values, recordOptions(session.world, { clockAhead })).catch((error: unknown) => {
      throw withOutcome(error, before) ?? error
    })
    if (!outcome.ok) throw refusedBatch(ledger, batch, outcome, before)
    done = {
      recorded: done.recorded + outcome.recorded,
      alreadyRecorded: done.alreadyRecorded + outcome.alreadyRecorded,
      size: outcome.size,
    }
  }
  return done
}

const msPerYear = 365.25 * 86_400_000

/** A wrong clock is seen by how far it is ahead, and its time sticks to all that is recorded later. */
function remarkClock({ remark, world }: Session, ledger: Ledger): void {
  const last = ledger.event(ledger.size - 1)?.recordedAt
  const now = world.now()
  const years = last === undefined ? 0 : Math.floor((now.getTime() - Date.parse(last)) / msPerYear)
  if (years < 2) return
  remark({
    zh: `上一批录入于 ${last}，这台电脑的时钟是 ${now.toISOString()}，相隔 ${years} 年以上：请核对时钟`,
    en: `the last batch was recorded at ${last}, this machine's clock says ${now.toISOString()}, over ${years} years later: check the clock`,
  })
}

const longBatch = 5000

function showWritten({ progress, language }: Session, done: number, all: number, next: number): void {
  // Judging a batch lets nothing else run: where it may take long, the line has to be there before.
  const long = next >= longBatch
  progress.update({ zh: `正在录入：${done} / ${all} 条记录`, en: `recording: ${done} of ${all} events` }[language], {
    long,
  })
}

const inBatches = ({ values, places }: Batch, size: number): readonly Batch[] =>
  Array.from({ length: Math.max(1, Math.ceil(values.length / size)) }, (_, index) => ({
    values: values.slice(index * size, (index + 1) * size),
    places: places.slice(index * size, (index + 1) * size),
  }))

function expectForm(ledger: Ledger, drafts: Batch): void {
  const refusals = formRefusals(ledger, drafts)
  if (refusals.length > 0) throw refused(ofBadLines(refusals, filesOf(drafts)), { exitCode: exitCodes.refused })
}

const filesOf = ({ places }: Batch): readonly string[] => [...new Set(places.map(({ file }) => file))]

function refusedBatch(
  ledger: Ledger,
  batch: Batch,
  { kind, refusals }: Outcome & { readonly ok: false },
  before: { readonly recorded: number; readonly batch?: number },
): Stop {
  switch (kind) {
    case 'invalid': {
      const all = formRefusals(ledger, batch)
      return refused(ofBadLines(all, filesOf(batch)), { exitCode: exitCodes.refused, ...before })
    }
    case 'impossible':
      return refused(placed(ledger, batch, refusals), { exitCode: exitCodes.refused, ...before })
    case 'conflict':
    case 'moved-on':
      return refused(placed(ledger, batch, refusals), { exitCode: exitCodes.conflict, ...before })
  }
}

/** The first refusal as the error, with all of them, and what was recorded before. */
export function refused(
  refusals: readonly (Refusal & Partial<Place>)[],
  { exitCode, recorded = 0, batch }: { readonly exitCode: 1 | 5; readonly recorded?: number; readonly batch?: number },
): Stop {
  const [first] = refusals
  if (!first) throw new Error('refused without a reason')
  const error = { ...first, recorded, ...(batch === undefined ? {} : { batch }), errors: refusals }
  return new Stop(exitCode, error, { headline: headlineOf(refusals.length, recorded, batch) })
}

function headlineOf(count: number, recorded: number, batch: number | undefined): Words {
  const problems = { zh: `${count} 处被拒绝`, en: count === 1 ? '1 refusal' : `${count} refusals` }
  if (batch === undefined || recorded === 0)
    return { zh: `${problems.zh}，什么都没有记录`, en: `${problems.en}; nothing was recorded` }
  return {
    zh: `第 ${batch} 批有 ${problems.zh}；此前各批已记录 ${recorded} 条，从该批起没有记录`,
    en: `${problems.en} in batch ${batch}; the batches before it are recorded (${recorded} events), nothing from it on is`,
  }
}
