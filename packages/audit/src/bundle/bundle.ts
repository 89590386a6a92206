import { scopeRelations, expectDay, expectList, expectObject, expectFigure } from '@taizhang/kernel/internal'
import { fail, scopesOn, type CivilDate, type Ledger } from '@taizhang/kernel'
import type { Figure } from '@taizhang/kernel/define'
import { merkleTree } from '@taizhang/kernel/merkle'
import { zipSync } from 'fflate'
import { asset, verifyPy } from '../assets.ts'
import type { SealedNote } from '../notes/checkpoint.ts'
import { writeNote } from '../notes/signed-note.ts'
import { base64, bookHash, leafOf, sha256 } from '../sha256.ts'
import { bundledFigures, countsAbsences, eventsOf } from './bundled-figure.ts'

/** What is bundled, and the checkpoint that proves it. */
export interface BundleOptions {
  readonly figures: readonly Figure[]
  readonly scope?: string | undefined
  readonly asOf: CivilDate
  /** The checkpoint that everything is proved against; it has been held against the book, as has `older`. */
  readonly note: SealedNote
  readonly older?: SealedNote | undefined
  /** All events up to the checkpoint, not only those behind the figures. */
  readonly full: boolean
}

/** A bundle as the bytes of a zip file, and what is in it. */
export interface Bundle {
  readonly zip: Uint8Array
  /** SHA-256 of the `verify.py` in it, in hexadecimal: the same for every bundle that this program makes of books of this domain. */
  readonly verifySha256: string
  readonly figures: number
  readonly events: number
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
const proof = (hashes: readonly Uint8Array[]): readonly string[] => hashes.map(base64)
const json = (value: unknown): Uint8Array => utf8(`${JSON.stringify(value, undefined, 1)}\n`)

/**
 * Figures with all that is needed to check them without us: the same input gives the same bytes. As with `expectLedgerSealed`, the ledger
 * must have been opened without a snapshot.
 *
 * Throws `LedgerError`: not-found where there is no such scope; usage where a figure counts absences and the bundle is not full, or where one is not
 * counted by scope and a scope is given.
 *
 * @example
 * const { zip, events } = bundleOf(ledger, { figures: [members], asOf: '2021-06-30', note, full: true })
 * events // => 7
 */
export function bundleOf(ledger: Ledger, options: BundleOptions): Bundle {
  expectObject(ledger, 'ledger')
  expectObject(options, 'options')
  expectDay(options.asOf)
  expectObject(options.note, 'note')
  expectList(options.figures, 'figures')
  for (const figure of options.figures) expectFigure(figure, 'figures')
  const { note, older, full } = options
  if (!full) for (const figure of options.figures) if (countsAbsences(figure)) needsWholeLog(figure)
  const view = ledger.asOf(options.asOf, { knownAt: note.size })
  const figures = options.figures.flatMap((figure) => bundledFigures(view, figure, options.scope))
  const scopes = scopeRelations(view.domain.figures.values())
    .flatMap((relation) => scopesOn(view, relation))
    .map(({ openedBy }) => openedBy)
  const named = [...new Set([0, ...scopes, ...figures.flatMap(eventsOf)])].toSorted((a, b) => a - b)
  const texts = Array.from({ length: note.size }, (_, position) => ledger.text(position) ?? '')
  const tree = merkleTree(bookHash, texts.map(leafOf))
  const events = full ? texts : named.map((position) => texts[position] ?? '')
  const program = verifyPy(view.domain)
  const files = {
    'SPEC.md': asset('SPEC.md'),
    'verify.py': program,
    'checkpoint.note': utf8(writeNote(note.note)),
    ...(older ? { 'older.note': utf8(writeNote(older.note)) } : {}),
    'figures.json': json({ book: view.book, asOf: view.asOf, size: view.size, full, figures }),
    'events.ndjson': utf8(events.map((text) => `${text}\n`).join('')),
    'proofs.json': json({
      inclusion: Object.fromEntries(named.map((position) => [position, proof(tree.inclusion(position, note.size))])),
      consistency: { size: older?.size ?? 1, proof: proof(tree.consistency(older?.size ?? 1, note.size)) },
    }),
  }
  const verifySha256 = Buffer.from(sha256(program)).toString('hex')
  return { zip: zipped(files), verifySha256, figures: figures.length, events: events.length }
}

/** A regular file that everybody may read (0o100644), where a zip file has it: Info-ZIP takes a mode of 0 at its word. */
const fileMode = 0o100644 * 0x10000

/** Zip files carry times; a bundle's says nothing, so that its bytes depend on the book alone. */
const zipped = (files: Readonly<Record<string, Uint8Array>>): Uint8Array =>
  zipSync(files, { level: 6, mtime: new Date(1980, 0, 1), os: 3, attrs: fileMode })

const needsWholeLog = ({ id, title }: Figure): never =>
  fail(
    'usage',
    'needs-whole-log',
    {
      zh: `${title.zh}（${id}）要数“没有”的：选取的记录证明不了没有，须给全部记录：请加 --full`,
      en: `${id} counts absences (${title.en}): a selection of events cannot show that something is not there; add --full to give the whole log`,
    },
    { figure: id },
  )
