import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { ROOT } from './run.mjs'

/**
 * A hash of files and folders of the project, by path and content, and of any `facts`. Missing
 * files count as empty. `counts` selects the files that matter.
 */
export function fingerprint(paths, { facts = [], counts = () => true } = {}) {
  const hash = createHash('sha256').update(JSON.stringify(facts))
  for (const path of paths.flatMap(filesUnder).filter(counts)) {
    const content = readFileSync(join(ROOT, path))
    hash.update(`\n${path} ${content.length}\n`).update(content)
  }
  return hash.digest('hex')
}

/** Whether the stamp at this path has exactly this text. A missing one is empty. */
export function isStamped(path, text) {
  try {
    return readFileSync(join(ROOT, path), 'utf8') === text
  } catch {
    return false
  }
}

export function stamp(path, text) {
  mkdirSync(dirname(join(ROOT, path)), { recursive: true })
  writeFileSync(join(ROOT, path), text)
}

function filesUnder(path) {
  const found = statSync(join(ROOT, path), { throwIfNoEntry: false })
  if (!found) return []
  if (!found.isDirectory()) return [path]
  return readdirSync(join(ROOT, path))
    .toSorted()
    .flatMap((name) => filesUnder(`${path}/${name}`))
}
