import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { findBrowser } from './browser.mjs'
import { buildIfStale } from './buildIfStale.mjs'
import { installIfNeeded } from './install.mjs'
import { checkNodeVersion } from './nodeVersion.mjs'
import { audit } from './audit.mjs'
import { LaunchError, ROOT, main, npm, say } from './run.mjs'

const REPORTS = 'test-results'

/** In order. npm runs `script`; `remedy` repeats or repairs the step by hand. */
const STEPS = {
  format: { script: ['format:check'], remedy: 'npm run format' },
  lint: { script: ['lint'], remedy: 'npm run lint' },
  types: { script: ['types'], remedy: 'npm run types' },
  unused: { script: ['unused'], remedy: 'npm run unused' },
  unit: {
    script: ['unit', '--', '--reporter=default', '--reporter=json', `--outputFile.json=${REPORTS}/unit.json`],
    remedy: 'npm run unit',
    total: unitTotal,
  },
  // After the unit tests, which run on the sources.
  build: { before: buildIfStale, remedy: 'npm run build' },
  // After the build, which lists the packages that it builds in.
  audit: {
    before: async () => {
      await buildIfStale()
      await audit()
    },
    remedy: 'npm audit',
  },
  e2e: {
    before: buildIfStale,
    // Playwright writes its report to the file in its configuration.
    script: ['e2e'],
    remedy: 'npm run e2e',
    total: e2eTotal,
  },
}

await main(async () => {
  checkNodeVersion()
  const chosen = steps(process.argv.slice(2))
  await installIfNeeded()
  // First of all, so that a machine without a browser reports it at once.
  if (chosen.includes('e2e') || chosen.includes('unit')) await findBrowser()
  rmSync(join(ROOT, REPORTS), { recursive: true, force: true })
  mkdirSync(join(ROOT, REPORTS), { recursive: true })
  const totals = []
  let broken
  for (const name of chosen) {
    const { total, remedy } = STEPS[name]
    const failed = !(await passes(name))
    if (total) totals.push(counted(total, failed))
    if (failed) {
      broken = `The step "${name}" failed. To run it alone: ${remedy}`
      break
    }
  }
  if (broken) {
    process.exitCode = 1
    console.log(`\n${broken}`)
  }
  if (totals.length > 0) console.log(`\n${closingLine(totals)}`)
})

/** `npm test` runs every step; `npm test -- unit lint` those two, in the usual order. */
function steps(names) {
  const known = Object.keys(STEPS)
  const unknown = names.find((name) => !known.includes(name))
  if (unknown) throw new LaunchError(`There is no step "${unknown}". The steps are: ${known.join(', ')}.`)
  return names.length === 0 ? known : known.filter((name) => names.includes(name))
}

async function passes(name) {
  const { before, script } = STEPS[name]
  say(`\n── ${name}`)
  try {
    await before?.()
  } catch (error) {
    if (!(error instanceof LaunchError)) throw error
    say(error.message)
    return false
  }
  return !script || (await npm(['run', '--silent', ...script])).status === 0
}

/**
 * A step that failed without a failed test (a file that cannot be loaded, no report) counts as one.
 */
function counted(total, failed) {
  let found = { passed: 0, failed: 0, skipped: 0 }
  try {
    found = total()
  } catch (error) {
    if (!failed) throw error
  }
  return { ...found, failed: Math.max(found.failed, failed ? 1 : 0) }
}

function unitTotal() {
  const report = readReport('unit.json')
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
  }
}

function e2eTotal() {
  const { stats } = readReport('e2e.json')
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped }
}

function readReport(name) {
  return JSON.parse(readFileSync(join(ROOT, REPORTS, name), 'utf8'))
}

/** Continuous integration reads this line, so its form is fixed. */
function closingLine(totals) {
  const sum = (key) => totals.reduce((all, total) => all + total[key], 0)
  const skipped = sum('skipped') ? `, ${sum('skipped')} skipped` : ''
  return `${sum('passed')} passed, ${sum('failed')} failed${skipped}`
}
