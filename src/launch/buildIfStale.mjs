import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { alone } from './lock.mjs'
import { LaunchError, ROOT, node, say } from './run.mjs'
import { fingerprint, isStamped, stamp } from './stamp.mjs'

const DIST = join(ROOT, 'dist')
const STAMP = 'dist/.stamp'
const MAKING = '.making-'
const SOURCES = [
  'src',
  'public',
  'index.html',
  'vite.config.ts',
  'tsconfig.json',
  'package.json',
  'package-lock.json',
]
const VITE = 'node_modules/vite/bin/vite.js'

/** The built parts by their folders in dist, with the arguments by which Vite builds them. */
const PARTS = { console: ['build'], server: ['build', '--ssr'] }

/** Builds the console and the server into dist, unless they were built from the same sources. */
export async function buildIfStale() {
  const sources = fingerprint(SOURCES, { counts: goesIn })
  if (isBuilt(sources)) return
  await alone(async () => {
    if (isBuilt(sources)) return
    say('Building ...')
    await build()
    stamp(STAMP, sources)
  })
}

/** Tests, documents and these commands do not affect the build. */
function goesIn(path) {
  return !/\.test\.tsx?$|\.md$|^src\/launch\//.test(path)
}

function isBuilt(sources) {
  return isStamped(STAMP, sources) && Object.keys(PARTS).every((part) => existsSync(join(DIST, part)))
}

/**
 * Each part is built in a folder of its own and moved into place when all are complete: a failed
 * build leaves the last good one.
 */
async function build() {
  for (const left of readdirSync(DIST)) {
    if (left.startsWith(MAKING)) rmSync(join(DIST, left), { recursive: true, force: true })
  }
  // Named by process, since the Vite of a build that was killed may still be writing into its
  // folder. At the same depth as the final place, because source maps name their sources by
  // relative paths.
  const making = (part) => join(DIST, `${MAKING}${process.pid}-${part}`)
  const parts = Object.keys(PARTS)
  try {
    for (const part of parts) await make(part, PARTS[part], making(part))
    rmSync(join(ROOT, STAMP), { force: true })
    for (const part of parts) await putInPlace(making(part), join(DIST, part))
  } finally {
    for (const part of parts) rmSync(making(part), { recursive: true, force: true })
  }
}

async function make(part, args, outDir) {
  const env = { NODE_ENV: 'production' }
  const made = await node([VITE, ...args, '--outDir', outDir], { quiet: true, env })
  if (made.status === 0) return
  say(made.output)
  throw new LaunchError(
    `The ${part} could not be built: Vite says why above. \`npm run build\` repeats the step.`,
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
        throw new LaunchError(`${place} cannot be replaced (${error.code}): end what uses it, and try again.`)
      await sleep(250)
    }
  }
}
