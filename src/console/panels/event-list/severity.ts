import type { CloudTrailEvent } from '../../../cloudtrail/event.ts'

/**
 * The meaning of the mark at the edge of a row, which also appears as text: the error code, the
 * user name, the event name.
 */
export interface Severity {
  readonly kind: 'failed' | 'root' | 'deletes'
  readonly label: string
}

const FAILED: Severity = { kind: 'failed', label: 'Failed' }
const ROOT: Severity = { kind: 'root', label: 'Root user' }
const DELETES: Severity = { kind: 'deletes', label: 'Deletes or removes' }

const DELETING = /^(Batch)?(Delete|Terminate|Remove|Deregister|Release|Destroy)/

/** The most severe one that applies; null for an event that needs no mark. */
export function severityOf({ errorCode, userType, eventName, readOnly }: CloudTrailEvent): Severity | null {
  if (errorCode !== null) return FAILED
  if (userType === 'Root') return ROOT
  return readOnly !== true && eventName !== null && DELETING.test(eventName) ? DELETES : null
}
