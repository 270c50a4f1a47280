import type { NoteFieldName } from './fields.ts'

/** A user's notes on an event in this console. Not part of its record. */
export interface EventNotes {
  readonly starred: boolean
  /** Without duplicates, in alphabetical order. */
  readonly tags: readonly string[]
  readonly comment: string
  /** When each was last changed, ISO 8601 UTC. Those that never changed are absent. */
  readonly changed: Readonly<Partial<Record<NotesPart, string>>>
  /** Who made the last change; absent if readers have no names. */
  readonly changedBy?: string
}

type NotesPart = 'starred' | 'tags' | 'comment'

/** A change of an event's notes. Members that are absent stay unchanged. */
export interface NotesChange {
  readonly starred?: boolean
  /** All tags that it should have. */
  readonly tags?: readonly string[]
  readonly addTags?: readonly string[]
  readonly removeTags?: readonly string[]
  readonly comment?: string
}

export const NO_NOTES: EventNotes = { starred: false, tags: [], comment: '', changed: {} }

const MAX_TAGS = 20
const MAX_TAG_LENGTH = 50
export const MAX_COMMENT_LENGTH = 10_000

/** Whether there are no notes. The times of changes are dropped then. */
export const isBlank = ({ starred, tags, comment }: EventNotes): boolean =>
  !starred && tags.length === 0 && comment === ''

/** A tag as it is saved: without white space at its ends, and with single spaces. May be empty. */
export const tidyTag = (text: string): string => tidyText(text).replaceAll(/\s+/g, ' ').trim()

/** A comment as it is saved: its lines, without white space at the end. */
const tidyComment = (text: string): string => tidyText(text).trimEnd()

/** Removes control characters and half surrogate pairs. */
const tidyText = (text: string): string =>
  text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/(?![\n\t])\p{Cc}/gu, '')
    .replaceAll(/\p{Surrogate}/gu, '\u{fffd}')

/** Why a tag cannot be saved, in a sentence; null if it can. */
export function problemOfTag(tag: string): string | null {
  if (tag === '') return 'A tag cannot be empty.'
  if (tag.includes(',')) return `“${tag}” has a comma. Commas separate tags.`
  if (tag.length > MAX_TAG_LENGTH)
    return `The tag “${tag.slice(0, MAX_TAG_LENGTH)}…” has ${tag.length} characters. The maximum is ${MAX_TAG_LENGTH}.`
  return null
}

/** Why notes cannot be saved, in a sentence; null if they can. */
export function problemOfNotes({ tags, comment }: Pick<EventNotes, 'tags' | 'comment'>): string | null {
  if (tags.length > MAX_TAGS) return `An event would have ${tags.length} tags. The maximum is ${MAX_TAGS}.`
  if (comment.length > MAX_COMMENT_LENGTH)
    return `The comment has ${comment.length} characters. The maximum is ${MAX_COMMENT_LENGTH}.`
  return tags.map(problemOfTag).find((problem) => problem !== null) ?? null
}

/**
 * The notes after a change at `now` (ISO 8601 UTC): the same object if nothing differs. `who` makes it; null without a
 * name.
 */
export function changedNotes(
  notes: EventNotes,
  change: NotesChange,
  now: string,
  who: string | null = null,
): EventNotes {
  const starred = change.starred ?? notes.starred
  const removed = new Set(change.removeTags?.map(tidyTag))
  const wanted = [...(change.tags ?? notes.tags), ...(change.addTags ?? [])].map(tidyTag)
  const tags = [...new Set(wanted)].filter((tag) => !removed.has(tag)).toSorted()
  const comment = change.comment === undefined ? notes.comment : tidyComment(change.comment)
  const changed = {
    ...(starred !== notes.starred && { starred: now }),
    ...(tags.join() !== notes.tags.join() && { tags: now }),
    ...(comment !== notes.comment && { comment: now }),
  }
  if (Object.keys(changed).length === 0) return notes
  return {
    starred,
    tags,
    comment,
    changed: { ...notes.changed, ...changed },
    ...(who !== null && { changedBy: who }),
  }
}

/** When the notes were last changed, ISO 8601 UTC; null if that is not known. */
export const lastChange = ({ changed }: EventNotes): string | null =>
  Object.values(changed).toSorted().at(-1) ?? null

/** The texts of a notes field, without empty ones. */
export function noteTexts(field: NoteFieldName, { starred, tags, comment }: EventNotes): readonly string[] {
  switch (field) {
    case 'starred':
      return [String(starred)]
    case 'tag':
      return tags
    case 'comment':
      return [comment]
  }
}
