import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'

/**
 * What people ask of their log files, in the order of the table. An answer is a text that must be the same whoever gives it: the 50
 * times; the count; time and name; the ARNs; the count; the 10 counts, largest first.
 */
export const QUESTIONS = {
  newest: 'the newest 50 events of a user',
  denied: 'how many calls were denied',
  byID: 'one event by its ID',
  deleted: 'who deleted this snapshot',
  text: 'how many events have a word anywhere',
  addresses: 'the 10 most frequent source IP addresses',
} as const

export type Question = keyof typeof QUESTIONS

/** What they ask about. */
export interface Subjects {
  /** Of an IAM user. */
  readonly user: string
  readonly id: string
  readonly snapshot: string
  /** In lower case. */
  readonly word: string
}

/** The error codes of a denied call. */
export const DENIED = ['AccessDenied', 'AccessDeniedException', 'Client.UnauthorizedOperation'] as const

interface Identified {
  readonly eventID: string
  readonly eventName: string
  readonly userIdentity: { readonly type?: string; readonly userName?: string }
  readonly requestParameters: { readonly snapshotId?: string } | null
}

/** Subjects from the log files in the middle: nothing is asked of anyone for them, so that everyone is asked for the first time. */
export function findSubjects(files: readonly string[]): Subjects {
  const later = files.slice(Math.floor(files.length / 2))
  const find = (isIt: (record: Identified) => boolean): Identified => {
    for (const file of later) {
      const { Records } = JSON.parse(gunzipSync(readFileSync(file)).toString()) as { Records: Identified[] }
      const found = Records.find(isIt)
      if (found) return found
    }
    throw new Error('The log files have nothing of the kind that is asked for.')
  }
  return {
    user: find(({ userIdentity }) => userIdentity.type === 'IAMUser').userIdentity.userName!,
    id: find(() => true).eventID,
    snapshot: find(
      ({ eventName, requestParameters }) => eventName === 'DeleteSnapshot' && !!requestParameters,
    ).requestParameters!.snapshotId!,
    word: 'terraform',
  }
}
