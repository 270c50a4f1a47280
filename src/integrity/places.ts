import { isDigestName } from '../cloudtrail/logFileKey.ts'
import type { FoundFile } from './foundFile.ts'
import { writePlace, type Place } from './place.ts'

/** Finds files by where digest files say that they are, in a bucket or in what was copied from one. */
export class Places {
  readonly #byName = new Map<string, FoundFile[]>()

  constructor(files: readonly FoundFile[]) {
    for (const file of files) {
      const name = stem(pathOf(file).at(-1)!)
      const others = this.#byName.get(name)
      if (others) others.push(file)
      else this.#byName.set(name, [file])
    }
  }

  /** The file at a place; of several, the one whose path has most of the key. */
  at(place: Place): FoundFile | null {
    const there = this.#named(place).filter((file) => isAt(file, place))
    return bestOf(there, place)
  }

  /** A file of the same name that is somewhere else. */
  elsewhere(place: Place): FoundFile | null {
    return bestOf(this.#named(place), place)
  }

  #named({ key }: Place): readonly FoundFile[] {
    return this.#byName.get(stem(key.slice(key.lastIndexOf('/') + 1))) ?? []
  }
}

/**
 * Whether a file is where a digest file says. In S3 it must be exactly there. A copy may have lost
 * folders, and the `.gz` of its name, but those that it still has must be right.
 */
export function isAt(file: FoundFile, place: Place): boolean {
  if (isInS3(file)) return file.uri === writePlace(place)
  const path = pathOf(file)
  const key = partsOf(place.key)
  if (stem(path.at(-1)!) !== stem(key.at(-1)!)) return false
  return commonEnd(path, key) >= partsKept(path)
}

/** How many parts of a path, from its end, are surely those of a key: from AWSLogs, or from the year. */
function partsKept(path: readonly string[]): number {
  const start = path.lastIndexOf('AWSLogs')
  if (start >= 0) return path.length - start
  return /^\d{4}\/\d\d\/\d\d$/.test(path.slice(-4, -1).join('/')) ? 4 : 1
}

function bestOf(files: readonly FoundFile[], place: Place): FoundFile | null {
  if (files.length <= 1) return files[0] ?? null
  const key = partsOf(place.key)
  const kept = files.map((file) => commonEnd(pathOf(file), key))
  return files[kept.indexOf(Math.max(...kept))]!
}

const isInS3 = ({ uri }: FoundFile): boolean => uri.startsWith('s3://')

/**
 * The parts of a file's path. A copy of a digest file under a name of its owner's own choice goes by
 * the name that it says itself.
 */
function pathOf(file: FoundFile): readonly string[] {
  const path = partsOf(file.uri)
  const { digest } = file
  if (digest === null || isInS3(file) || isDigestName(file.uri)) return path
  return partsOf(digest.digestS3Object).slice(-1)
}

const partsOf = (path: string): readonly string[] => path.split(/[/\\]/)

/** Unpacking a file takes the ending from its name. */
const stem = (name: string): string => name.replace(/\.gz$/, '')

/** How many parts two paths have in common at their ends. */
function commonEnd(path: readonly string[], key: readonly string[]): number {
  let count = 0
  while (count < Math.min(path.length, key.length) && isSame(path, key, count)) count++
  return count
}

function isSame(path: readonly string[], key: readonly string[], fromEnd: number): boolean {
  const [one, other] = [path.at(-1 - fromEnd)!, key.at(-1 - fromEnd)!]
  return fromEnd === 0 ? stem(one) === stem(other) : one === other
}
