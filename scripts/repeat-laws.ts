/**
 * Runs before each test file: with `TAIZHANG_SEED` every law repeats the random values of that seed; without it each run tries others.
 * A law that fails prints its seed either way.
 */
const seed = process.env['TAIZHANG_SEED']

// Loaded only where it is asked for: most test files have no law.
if (seed !== undefined) {
  const { configureGlobal } = await import('fast-check')
  configureGlobal({ seed: Number(seed) })
}
