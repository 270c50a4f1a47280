import { statSync } from 'node:fs'
import { join, relative, resolve, sep } from 'node:path'
import { installIfNeeded } from './install.mjs'
import { checkNodeVersion } from './nodeVersion.mjs'
import { LaunchError, ROOT, main, say } from './run.mjs'

/** The pure folders: their tests are fast and beside the sources. */
const FOLDERS = ['src/cloudtrail', 'src/filter', 'src/api', 'src/account']

const RESULTS = 'mutate-results'

/**
 * `npm run mutate` makes thousands of small changes to the pure folders, one at a time, to see
 * whether a test notices. `npm run mutate -- src/filter src/api/views.ts` changes only those.
 * Results are kept in `mutate-results` and reused until the file or its tests change.
 */
await main(async () => {
  checkNodeVersion()
  const mutate = patterns(process.argv.slice(2))
  await installIfNeeded()
  const { Stryker } = await import('@stryker-mutator/core')
  process.chdir(ROOT)
  await new Stryker({
    mutate,
    testRunner: 'vitest',
    plugins: ['@stryker-mutator/vitest-runner'],
    vitest: { configFile: 'src/launch/mutate.vitest.mjs', related: true },
    coverageAnalysis: 'perTest',
    // A change to what is computed when a file is loaded would take every test.
    ignoreStatic: true,
    concurrency: 2,
    // On a busy machine, slow does not mean endless.
    timeoutMS: 20_000,
    // Stryker would read it through an interface that TypeScript 7 does not have, to find paths
    // outside its copy; there are none.
    tsconfigFile: 'none',
    tempDirName: `${RESULTS}/tmp`,
    cleanTempDir: 'always',
    ignorePatterns: ['dist', 'e2e', 'public', '.event-history', '*-results'],
    incremental: true,
    incrementalFile: `${RESULTS}/incremental.json`,
    reporters: ['clear-text', 'progress-append-only', 'html'],
    clearTextReporter: { logTests: false, reportTests: false, allowEmojis: false },
    htmlReporter: { fileName: `${RESULTS}/mutation.html` },
  }).runMutationTest()
  say(`${RESULTS}/mutation.html shows every change in context.`)
})

/** Globs for the code in the given files and folders, all within the pure folders. */
function patterns(given) {
  const places = (given.length > 0 ? given : FOLDERS).map(place)
  return [...places, '!src/**/*.test.ts']
}

function place(path) {
  const inProject = relative(ROOT, resolve(path)).replaceAll(sep, '/')
  const stats = statSync(join(ROOT, inProject), { throwIfNoEntry: false })
  if (!stats || !FOLDERS.some((folder) => `${inProject}/`.startsWith(`${folder}/`)))
    throw new LaunchError(`${path} is not a file or folder of ${FOLDERS.join(', ')}.`)
  return stats.isDirectory() ? `${inProject}/**/*.ts` : inProject
}
