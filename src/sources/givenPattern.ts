import { readdir } from 'node:fs/promises'
import { join, resolve, sep } from 'node:path'
import picomatch from 'picomatch'
import type { FoundPath } from './logFileSource.ts'

const MAGIC = /[*?[\]{}]|[!+@]\(/

/** Whether a path has characters of a pattern, such as `logs/*.json.gz` and `logs/**`. */
export const isPattern = (path: string): boolean => MAGIC.test(path)

/**
 * The files and folders that match a pattern, as a shell would give them: shells on Windows leave
 * patterns to the program, and so does every shell for a pattern in quotes. It does not look into
 * the folders that links lead to, nor into hidden ones.
 */
export async function filesMatching(pattern: string, folder: string): Promise<readonly FoundPath[]> {
  const parts = (sep === '\\' ? pattern.replaceAll('\\', '/') : pattern).split('/')
  const start = parts.findIndex((part) => MAGIC.test(part))
  // The root is a slash with nothing before it.
  const within = resolve(folder, parts.slice(0, start).join('/') || (start > 0 ? '/' : '.'))
  const rest = parts.slice(start)
  const matches = picomatch(rest.join('/'))
  const deepest = rest.some((part) => part.includes('**')) ? Infinity : rest.length
  const found: FoundPath[] = []
  const search = async (inside: string, depth: number): Promise<void> => {
    const entries = await readdir(join(within, inside), { withFileTypes: true }).catch(() => [])
    for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = inside === '' ? entry.name : `${inside}/${entry.name}`
      // All of a folder that matches is read.
      if (matches(path)) found.push({ path: join(within, path), within })
      else if (entry.isDirectory() && !entry.name.startsWith('.') && depth < deepest)
        await search(path, depth + 1)
    }
  }
  await search('', 1)
  return found
}
