import {
  changedNotes,
  isBlank,
  NO_NOTES,
  problemOfNotes,
  type EventNotes,
  type NotesPart,
} from '../../cloudtrail/eventNotes.ts'

/** What every line begins with that was written here. */
export const LINE_START = '{"id":"'

/** A line of the notes' file, without its end: one event, and all that is noted of it; the ID alone when nothing is any more. */
export function printLine(id: string, notes: EventNotes | null): string {
  return JSON.stringify(notes === null ? { id } : { id, ...withoutBlanks(notes) })
}

/** Notes as JSON that a person reads: what is not noted is left out. */
export function withoutBlanks({ starred, tags, comment, changed }: EventNotes): Partial<EventNotes> {
  return {
    ...(starred && { starred }),
    ...(tags.length > 0 && { tags }),
    ...(comment !== '' && { comment }),
    changed,
  }
}

/** What a line says, or why it cannot be read. Members may be missing. */
export function readLine(line: string): { id: string; notes: EventNotes | null } | { fault: string } {
  let json: unknown
  try {
    json = JSON.parse(line)
  } catch (error) {
    return { fault: `it is not JSON (${(error as Error).message})` }
  }
  const members = (typeof json === 'object' && json !== null ? json : {}) as Record<string, unknown>
  const { id, starred = false, tags = [], comment = '', changed = {} } = members
  if (typeof id !== 'string' || id === '') return { fault: 'it has no id' }
  if (typeof starred !== 'boolean') return { fault: '“starred” is neither true nor false' }
  if (!Array.isArray(tags) || !tags.every((tag) => typeof tag === 'string'))
    return { fault: '“tags” is no list of texts' }
  if (typeof comment !== 'string') return { fault: '“comment” is no text' }
  const notes = changedNotes(NO_NOTES, { starred, tags, comment }, '')
  const problem = problemOfNotes(notes)
  if (problem !== null) return { fault: problem }
  return { id, notes: isBlank(notes) ? null : { ...notes, changed: timesOf(changed) } }
}

const PARTS: readonly NotesPart[] = ['starred', 'tags', 'comment']

function timesOf(changed: unknown): EventNotes['changed'] {
  const times = (changed ?? {}) as Record<string, unknown>
  return Object.fromEntries(
    PARTS.flatMap((part) => (typeof times[part] === 'string' ? [[part, times[part]]] : [])),
  )
}
