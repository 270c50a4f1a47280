import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'

/** What some of the records have, to be searched for. */
export interface Sample {
  readonly ids: readonly string[]
  /** Most frequent first. */
  readonly eventNames: readonly string[]
  /** Most frequent first: paths into requests and responses, each with a value. */
  readonly paths: readonly PathValue[]
}

export interface PathValue {
  /** Without arrays. */
  readonly names: readonly string[]
  readonly value: string
}

interface Sampled {
  readonly eventID: string
  readonly eventName: string
  readonly [part: string]: unknown
}

const FILES = 12
const PARTS = ['requestParameters', 'responseElements'] as const
/** Texts that every program takes as they are, in a pattern and in quotes. */
const PLAIN_NAME = /^\w+$/
const PLAIN_VALUE = /^[\w/:@-]{1,200}$/

/** From log files in equal distances, so that no program is asked before it is timed. */
export function sampleOf(files: readonly string[]): Sample {
  const ids: string[] = []
  const eventNames = new Map<string, number>()
  const paths = new Map<string, PathValue & { times: number }>()
  for (let index = 0; index < FILES; index++) {
    const file = files[Math.floor((files.length * (index + 0.5)) / FILES)]!
    const { Records } = JSON.parse(gunzipSync(readFileSync(file)).toString()) as { Records: Sampled[] }
    ids.push(...Records.slice(0, 2).map(({ eventID }) => eventID))
    for (const record of Records) {
      eventNames.set(record.eventName, (eventNames.get(record.eventName) ?? 0) + 1)
      for (const part of PARTS)
        for (const { names, value } of textsIn(record[part], [part])) {
          const path = names.join('.')
          paths.set(path, { names, value, times: (paths.get(path)?.times ?? 0) + 1 })
        }
    }
  }
  return {
    ids,
    eventNames: [...eventNames].toSorted(([, a], [, b]) => b - a).map(([name]) => name),
    paths: [...paths.values()].toSorted((a, b) => b.times - a.times),
  }
}

function textsIn(value: unknown, names: readonly string[]): readonly PathValue[] {
  if (typeof value === 'string') return PLAIN_VALUE.test(value) ? [{ names, value }] : []
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return []
  return Object.entries(value).flatMap(([name, inner]) =>
    PLAIN_NAME.test(name) ? textsIn(inner, [...names, name]) : [],
  )
}
