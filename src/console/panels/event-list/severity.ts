import type { CloudTrailEvent } from '../../../cloudtrail/event.ts'

/** What the edge of a row marks, beside its words: the error code, the user name, the event name. */
export interface Severity {
  readonly kind: 'failed' | 'root' | 'deletes'
  readonly label: string
}

const FAILED: Severity = { kind: 'failed', label: 'Failed' }
const ROOT: Severity = { kind: 'root', label: 'Root user' }
const DELETES: Severity = { kind: 'deletes', label: 'Deletes or removes' }

const DELETING = /^(Batch)?(Delete|Terminate|Remove|Deregister|Release|Destroy)/

/** The gravest of what applies; null for an event that needs no mark. */
export function severityOf({ errorCode, userType, eventName, readOnly }: CloudTrailEvent): Severity | null {
  if (errorCode !== null) return FAILED
  if (userType === 'Root') return ROOT
  return readOnly !== true && eventName !== null && DELETING.test(eventName) ? DELETES : null
}
