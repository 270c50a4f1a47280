import type { PathValue } from '../sample.ts'

/**
 * What this console and other programs are asked, by the names of the rows in the table. An answer
 * is a text that must be the same from all of them: the count and the times of the newest 50; the
 * counts of all names; the record.
 */
export const QUESTIONS = {
  load: 'load all log files, with deduplication',
  commonWord: 'free text, common word: newest 50 and count, first time',
  noMatch: 'free text, no match: newest 50 and count, first time',
  eventName: 'an event name: newest 50 and count',
  path: 'a path that was not used before: newest 50 and count',
  countByName: 'count by event name',
  byID: 'one event by ID, with its record',
} as const

export type Question = Exclude<keyof typeof QUESTIONS, 'load'>

export const QUESTION_NAMES: readonly Question[] = [
  'commonWord',
  'noMatch',
  'eventName',
  'path',
  'countByName',
  'byID',
]

/** What is searched for in one turn. Every turn has other texts. */
export interface Subject {
  /** In lower case. */
  readonly word: string
  /** A text that no record has. */
  readonly nowhere: string
  readonly eventName: string
  readonly path: PathValue
  readonly id: string
}

export interface Newest {
  readonly count: number
  /** Newest first, at most 50. */
  readonly times: readonly string[]
}

export const NEWEST = 50

export function newestAnswer({ count, times }: Newest): string {
  return [count, ...times].join('\n')
}

export function countsAnswer(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .map(([name, count]) => `${name} ${count}`)
    .toSorted()
    .join('\n')
}

/** The record as any program may write it: without differences of spaces. */
export function recordAnswer(text: string): string {
  return JSON.stringify(JSON.parse(text))
}
