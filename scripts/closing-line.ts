import type { Reporter, TestCase, TestModule, TestRunEndReason, TestSuite } from 'vitest/node'

/**
 * A vitest reporter that names every skipped test with its reason and ends the output with one line:
 * `N passed, N failed, N skipped`. It writes on process exit, so that nothing of vitest's comes after it.
 *
 * What fails outside a test (a file that does not load, a hook, an unhandled rejection, an empty run) counts as failed:
 * a run that exits with an error never closes with "0 failed".
 */
export const closingLine = (): Reporter => {
  const count = { passed: 0, failed: 0, skipped: 0 }
  const skips: string[] = []

  const countTest = (test: TestCase): void => {
    const result = test.result()
    if (result.state === 'passed') count.passed += 1
    else if (result.state === 'skipped') {
      count.skipped += 1
      skips.push(`skipped: ${test.project.name} > ${test.fullName} (${result.note ?? 'no reason given'})`)
    } else count.failed += 1 // 'failed', and 'pending': begun or queued, never finished
  }

  const countModule = (module: TestModule): void => {
    const suites: (TestModule | TestSuite)[] = [module, ...module.children.allSuites()]
    count.failed += suites.filter((suite) => suite.errors().length > 0).length
    for (const test of module.children.allTests()) countTest(test)
  }

  const writeOnExit = (exitCode: number): void => {
    if (exitCode !== 0 && count.failed === 0) count.failed = 1
    for (const skip of skips) console.log(skip)
    console.log(`${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`)
  }

  return {
    onInit: () => void process.once('exit', writeOnExit),
    onTestRunEnd: (modules: readonly TestModule[], unhandledErrors: readonly unknown[], reason: TestRunEndReason) => {
      for (const module of modules) countModule(module)
      count.failed += unhandledErrors.length
      if (reason !== 'passed' && count.failed === 0) count.failed = 1
    },
  }
}
