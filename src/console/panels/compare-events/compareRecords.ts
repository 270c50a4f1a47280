import { readRecord, type CloudTrailRecord } from '../../../cloudtrail/record.ts'

/** One place in the records, and its values in each of them. */
export interface ComparedField {
  /** A path into the record; after `EMBEDDED`, a path into the JSON that a string contains. */
  readonly path: string
  /** In the order of the records: the leaves at the path; none when a record has no such path. */
  readonly values: readonly (readonly string[])[]
  readonly differs: boolean
}

/**
 * Separates the path of a string from the path inside the JSON that it contains, such as a policy
 * document.
 */
const EMBEDDED = ' › '

type Leaves = ReadonlyMap<string, readonly string[]>

/**
 * The records place by place, in the order in which the places first appear. A text that is not a
 * record has no values; a missing text (null) never counts as a difference.
 */
export function compareRecords(texts: readonly (string | null)[]): readonly ComparedField[] {
  const records = texts.map((text) => (text === null ? null : leavesOf(text)))
  const paths = new Set(records.flatMap((leaves) => (leaves ? [...leaves.keys()] : [])))
  return Array.from(paths, (path) => {
    const values = records.map((leaves) => leaves?.get(path) ?? [])
    const [first, ...others] = values
      .filter((_, index) => records[index] !== null)
      .map((each) => JSON.stringify(each))
    return { path, values, differs: others.some((each) => each !== first) }
  })
}

function leavesOf(text: string): Leaves {
  const leaves = new Map<string, readonly string[]>()
  const record = readTolerantly(text)
  if (record) addLeaves(record, '', leaves)
  return leaves
}

function addLeaves(record: CloudTrailRecord, prefix: string, leaves: Map<string, readonly string[]>): void {
  for (const path of record.shape.paths) {
    const values = record.values(path)
    const embedded = values.length === 1 && prefix === '' ? embeddedIn(values[0] ?? '') : null
    if (embedded) addLeaves(embedded, `${path}${EMBEDDED}`, leaves)
    else leaves.set(prefix + path, values)
  }
}

/**
 * The JSON object in a string: policies are JSON text in requests, and URL-encoded in responses.
 */
function embeddedIn(value: string): CloudTrailRecord | null {
  const text = value.trim()
  if (text.startsWith('{')) return readTolerantly(text)
  if (!/^%7b/i.test(text)) return null
  try {
    return readTolerantly(decodeURIComponent(text))
  } catch {
    return null
  }
}

function readTolerantly(text: string): CloudTrailRecord | null {
  try {
    return readRecord(text)
  } catch {
    return null
  }
}
