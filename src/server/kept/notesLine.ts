import * as v from 'valibot'
import {
  changedNotes,
  isBlank,
  NO_NOTES,
  problemOfNotes,
  type EventNotes,
} from '../../cloudtrail/eventNotes.ts'
import { memberAt } from './faultyMember.ts'

/** How every line begins that this program wrote. */
export const LINE_START = '{"id":"'

/**
 * A line of the notes file, without its line break: an event's ID and its notes; the ID alone if it
 * has none any more.
 */
export function printLine(id: string, notes: EventNotes | null): string {
  return JSON.stringify(notes === null ? { id } : { id, ...withoutBlanks(notes) })
}

/** Notes as JSON for a person: without members that have no value. */
export function withoutBlanks({
  starred,
  tags,
  comment,
  changed,
  changedBy,
}: EventNotes): Partial<EventNotes> {
  return {
    ...(starred && { starred }),
    ...(tags.length > 0 && { tags }),
    ...(comment !== '' && { comment }),
    changed,
    ...(changedBy !== undefined && { changedBy }),
  }
}

const time = v.exactOptional(v.string())

const LINE = v.object({
  id: v.pipe(v.string(), v.nonEmpty()),
  starred: v.optional(v.boolean(), false),
  tags: v.optional(v.array(v.string()), () => []),
  comment: v.optional(v.string(), ''),
  // Times that cannot be read are dropped.
  changed: v.fallback(v.optional(v.object({ starred: time, tags: time, comment: time }), {}), {}),
  changedBy: v.fallback(v.optional(v.string(), ''), ''),
})

/** By the member at fault. */
const FAULTS: Readonly<Record<string, string>> = {
  starred: '“starred” is not true or false',
  tags: '“tags” is not a list of strings',
  comment: '“comment” is not a string',
}

/** The content of a line, or why it cannot be read. Members may be missing. */
export function readLine(line: string): { id: string; notes: EventNotes | null } | { fault: string } {
  let json: unknown
  try {
    json = JSON.parse(line)
  } catch (error) {
    return { fault: `it is not JSON (${(error as Error).message})` }
  }
  const { success, output, issues } = v.safeParse(LINE, json, { abortEarly: true })
  if (!success) return { fault: FAULTS[memberAt(issues)] ?? 'it has no id' }
  const { id, starred, tags, comment, changed, changedBy } = output
  const notes = changedNotes(NO_NOTES, { starred, tags, comment }, '')
  const problem = problemOfNotes(notes)
  if (problem !== null) return { fault: problem }
  const byWhom = changedBy === '' ? {} : { changedBy }
  return { id, notes: isBlank(notes) ? null : { ...notes, changed, ...byWhom } }
}
