import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { alone } from './lock.mjs'
import { LaunchError, ROOT, node, say } from './run.mjs'
import { fingerprint, isStamped, stamp } from './stamp.mjs'

const DIST = join(ROOT, 'dist')
const MAKING = '.making-'
const VITE = 'node_modules/vite/bin/vite.js'
const PRODUCTION = { NODE_ENV: 'production' }

/**
 * The parts that are built from the same sources, with the arguments by which Node builds the
 * folders of each.
 */
const PROGRAM = {
  name: 'console',
  stamp: 'dist/.stamp',
  sources: [
    'src',
    'public',
    'index.html',
    'vite.config.ts',
    'tsconfig.json',
    'package.json',
    'package-lock.json',
  ],
  // Not tests, pages of the documentation, and these commands.
  counts: (path) => !/\.test\.tsx?$|\.md$|^src\/launch\/|^src\/docs\/(site|pictures)\//.test(path),
  parts: {
    console: (outDir) => [VITE, 'build', '--outDir', outDir],
    server: (outDir) => [VITE, 'build', '--ssr', '--outDir', outDir],
  },
}
const SITE = {
  name: 'documentation',
  stamp: 'dist/.stamp-docs',
  sources: ['src/docs', 'src/filter', 'src/cloudtrail', 'e2e/pictures', 'package-lock.json'],
  counts: (path) => !path.endsWith('.test.ts'),
  parts: { docs: (outDir) => ['src/launch/site.mjs', outDir] },
}

/**
 * Builds the console, the server and the documentation into dist, unless they were built from the
 * same sources.
 */
export async function buildIfStale() {
  await makeIfStale(PROGRAM)
  await buildSiteIfStale()
}

/** Builds only the documentation, which takes two seconds. */
export const buildSiteIfStale = () => makeIfStale(SITE)

async function makeIfStale(product) {
  const { name, sources, counts, stamp: place } = product
  const found = fingerprint(sources, { counts })
  if (isBuilt(product, found)) return
  await alone(async () => {
    if (isBuilt(product, found)) return
    say(`Building the ${name} ...`)
    await build(product)
    stamp(place, found)
  })
}

const isBuilt = ({ stamp: place, parts }, found) =>
  isStamped(place, found) && Object.keys(parts).every((part) => existsSync(join(DIST, part)))

/**
 * Each part is built in a folder of its own and moved into place when all are complete: a failed
 * build leaves the last good one.
 */
async function build({ stamp: place, parts }) {
  // Named by process, since a build that was killed may still be writing into its folder. At the
  // same depth as the final place, because source maps name their sources by relative paths.
  const making = (part) => join(DIST, `${MAKING}${process.pid}-${part}`)
  const names = Object.keys(parts)
  removeLeftovers(names)
  try {
    for (const part of names) await make(part, parts[part](making(part)))
    rmSync(join(ROOT, place), { force: true })
    for (const part of names) await putInPlace(making(part), join(DIST, part))
  } finally {
    for (const part of names) rmSync(making(part), { recursive: true, force: true })
  }
}

/** What builds that were killed have left. */
function removeLeftovers(parts) {
  for (const left of readdirSync(DIST)) {
    if (left.startsWith(MAKING) && parts.some((part) => left.endsWith(`-${part}`)))
      rmSync(join(DIST, left), { recursive: true, force: true })
  }
}

async function make(part, args) {
  const made = await node(args, { quiet: true, env: PRODUCTION })
  if (made.status === 0) return
  say(made.output)
  throw new LaunchError(
    `Building dist/${part} failed; the reason is above. Run \`npm run build\` to try again.`,
  )
}

/** On Windows a virus scanner may hold new files for a moment. */
async function putInPlace(made, place) {
  for (let tries = 20; ; tries--) {
    try {
      rmSync(place, { recursive: true, force: true })
      return renameSync(made, place)
    } catch (error) {
      if (!['EPERM', 'EACCES', 'EBUSY', 'ENOTEMPTY'].includes(error.code)) throw error
      if (tries === 0)
        throw new LaunchError(
          `${place} cannot be replaced (${error.code}). Stop the process that uses it and try again.`,
        )
      await sleep(250)
    }
  }
}
