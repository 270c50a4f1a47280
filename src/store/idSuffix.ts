import { createHash } from 'node:crypto'

/*
 * The suffix of an event's ID, after its eventID or instead of it: "~" and sixteen hexadecimal
 * digits (see `CloudTrailEvent.id`).
 *
 *     e1                     the first event with an eventID has none
 *     e1~0123456789abcdef    a later one with other content
 *     ~0123456789abcdef      one without eventID: from its log file's content and its number in it;
 *                            or one whose eventID is too long: from that
 *
 * An eventID that looks as if it ended in a suffix gets one too: it may be any text, and if it were
 * the ID of another event it would open that one.
 */

/**
 * For a record without eventID. `content` is the hash of the content it came from, `number` its
 * number within that.
 */
export function suffixOfPlace(content: string, number: number): string {
  return suffix(`${content} ${number}`)
}

/**
 * For a record with the eventID of an earlier record but other content. If the suffix belongs to
 * yet another content, the next one.
 */
export function suffixOfContent(content: string, isTaken: (suffix: string) => boolean): string {
  let found = suffix(content)
  for (let turn = 1; isTaken(found); turn++) found = suffix(`${content} ${turn}`)
  return found
}

/**
 * For the first event with an eventID, if the eventID looks like an ID with a suffix (older stores
 * used eight digits).
 */
export function suffixOfEventID(eventID: string): string {
  return eventID.includes('~') && /~(?:[\da-f]{8}|[\da-f]{16})$/.test(eventID) ? suffix(eventID) : ''
}

/** For a record whose eventID is too long to be an ID; the suffix still identifies it. */
export function suffixOfLongEventID(eventID: string): string {
  return suffix(eventID)
}

function suffix(text: string): string {
  return `~${createHash('sha256').update(text).digest('hex').slice(0, 16)}`
}
