import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createVitest, type TestModule, type TestSpecification, type Vitest } from 'vitest/node'
import type { Answer, Order, Progress } from './messages.ts'
import { mutated } from './mutants.ts'
import { withHits } from './reach.ts'
import type { SwappedText } from './swapped-texts.ts'

// The process that runs tests. It changes the text of one module in memory, runs the tests that it is told to, and answers.
// Whoever started it ends it when it hangs; no source is ever written.

const texts = (globalThis.mutantTexts ??= new Map<string, SwappedText>())

/** Files run in the order in which they are given. */
class InOrder {
  sort = (files: TestSpecification[]): TestSpecification[] => files
  shard = (files: TestSpecification[]): TestSpecification[] => files
}

/** The test files that have begun since the run began: of others Vitest still has what an earlier run came to. */
const begun = new Set<string>()

const tell = (message: Answer | Progress): boolean | undefined => process.send?.(message)

async function start(): Promise<Vitest> {
  const vitest = await createVitest('test', {
    config: 'scripts/mutants/vitest.config.ts',
    watch: false,
    reporters: [
      {
        onTestModuleQueued: ({ moduleId }) => void begun.add(moduleId),
        onTestModuleStart: ({ moduleId }) => void tell({ kind: 'began', file: moduleId }),
      },
    ],
    silent: true,
    sequence: { sequencer: InOrder },
  })
  await vitest.standalone()
  return vitest
}

const failed = (module: TestModule): boolean => module.state() === 'failed' || module.errors().length > 0

async function run(
  vitest: Vitest,
  files: readonly string[],
): Promise<{ failed: string[]; ms: Record<string, number> }> {
  const specifications = files.flatMap((file) => vitest.getModuleSpecifications(file))
  begun.clear()
  const ran = await vitest.runTestSpecifications(specifications)
  const testModules = ran.testModules.filter(({ moduleId }) => begun.has(moduleId))
  const { unhandledErrors } = ran
  const fell = testModules.filter(failed).map(({ moduleId }) => moduleId)
  const ms = testModules.map((module) => {
    const { collectDuration, duration, setupDuration } = module.diagnostic()
    return [module.moduleId, collectDuration + duration + setupDuration]
  })
  return {
    failed: fell.length === 0 && unhandledErrors.length > 0 ? ['an unhandled error'] : fell,
    ms: Object.fromEntries(ms) as Record<string, number>,
  }
}

const invalidate = (vitest: Vitest): void => {
  for (const file of texts.keys()) vitest.invalidateFile(file)
}

async function answerTo(vitest: Vitest, order: Order): Promise<Answer> {
  if (order.kind === 'list') {
    const found = await vitest.globTestSpecifications()
    const files = found.filter(({ project }) => order.projects.includes(project.name)).map(({ moduleId }) => moduleId)
    return { kind: 'listed', files }
  }
  try {
    if (order.kind === 'mutant') {
      const { mutant, files } = order
      texts.set(resolve(mutant.file), { text: mutated(readFileSync(mutant.file, 'utf8'), mutant), loaded: false })
      invalidate(vitest)
      const ran = await run(vitest, files)
      return { kind: 'ran', ...ran, loaded: [...texts.values()].every(({ loaded }) => loaded), hits: {} }
    }
    for (const [file, mutants] of Map.groupBy(order.mutants, ({ file }) => file))
      texts.set(resolve(file), { text: withHits(readFileSync(file, 'utf8'), mutants), loaded: false })
    const folder = mkdtempSync(join(tmpdir(), 'mutants-'))
    process.env['MUTANT_HITS'] = folder
    const ran = await run(vitest, order.files)
    const hits = readdirSync(folder).map((name) => [
      decodeURIComponent(name),
      JSON.parse(readFileSync(join(folder, name), 'utf8')) as number[],
    ])
    rmSync(folder, { recursive: true })
    delete process.env['MUTANT_HITS']
    return { kind: 'ran', ...ran, loaded: true, hits: Object.fromEntries(hits) as Record<string, number[]> }
  } finally {
    invalidate(vitest)
    texts.clear()
  }
}

const vitest = await start()
process.on('message', (order: Order) => {
  void answerTo(vitest, order).then(tell)
})
process.on('disconnect', () => process.exit())
