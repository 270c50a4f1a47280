import type { NoteFieldName } from './fields.ts'

/** What people noted of an event in this console. No part of its record. */
export interface EventNotes {
  readonly starred: boolean
  /** Each once, in the order of the alphabet. */
  readonly tags: readonly string[]
  readonly comment: string
  /** When each was changed last, ISO 8601 UTC; what never was is left out. */
  readonly changed: Readonly<Partial<Record<NotesPart, string>>>
}

type NotesPart = 'starred' | 'tags' | 'comment'

/** What shall become of an event's notes. What is not named stays. */
export interface NotesChange {
  readonly starred?: boolean
  /** The tags it shall have. */
  readonly tags?: readonly string[]
  readonly addTags?: readonly string[]
  readonly removeTags?: readonly string[]
  readonly comment?: string
}

export const NO_NOTES: EventNotes = { starred: false, tags: [], comment: '', changed: {} }

const MAX_TAGS = 20
const MAX_TAG_LENGTH = 50
export const MAX_COMMENT_LENGTH = 10_000

/** Whether nothing is noted. When it was changed is then no longer told. */
export const isBlank = ({ starred, tags, comment }: EventNotes): boolean =>
  !starred && tags.length === 0 && comment === ''

/** A tag as it is kept: without white space at its ends, and with one space in place of more. Empty when nothing is left. */
export const tidyTag = (text: string): string => tidyText(text).replaceAll(/\s+/g, ' ').trim()

/** A comment as it is kept: its lines, without white space at its end. */
const tidyComment = (text: string): string => tidyText(text).trimEnd()

/** No characters that control something, and none that are half. */
const tidyText = (text: string): string =>
  text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/(?![\n\t])\p{Cc}/gu, '')
    .replaceAll(/\p{Surrogate}/gu, '\u{fffd}')

/** Why a tag cannot be taken, in a sentence; null when it can. */
export function problemOfTag(tag: string): string | null {
  if (tag === '') return 'A tag needs a letter.'
  if (tag.includes(',')) return `“${tag}” has a comma, which stands between tags.`
  if (tag.length > MAX_TAG_LENGTH)
    return `The tag “${tag.slice(0, MAX_TAG_LENGTH)}…” has ${tag.length} characters: ${MAX_TAG_LENGTH} at most.`
  return null
}

/** Why notes cannot be kept, in a sentence; null when they can. */
export function problemOfNotes({ tags, comment }: Pick<EventNotes, 'tags' | 'comment'>): string | null {
  if (tags.length > MAX_TAGS) return `An event would have ${tags.length} tags: ${MAX_TAGS} at most.`
  if (comment.length > MAX_COMMENT_LENGTH)
    return `The comment has ${comment.length} characters: ${MAX_COMMENT_LENGTH} at most.`
  return tags.map(problemOfTag).find((problem) => problem !== null) ?? null
}

/** The notes after a change at `now` (ISO 8601 UTC): the same object when nothing is different. */
export function changedNotes(notes: EventNotes, change: NotesChange, now: string): EventNotes {
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
  return { starred, tags, comment, changed: { ...notes.changed, ...changed } }
}

/** The texts of a field of the notes; empty ones are no texts. */
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
