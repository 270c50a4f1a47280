import type { CloudTrailEvent } from './event.ts'
import { textAt } from './textAt.ts'

/** Relates an event to others that have the same fields and values. */
export interface Relation {
  /**
   * `same`: the event is one of them, and they share something with this name. `other`: it leads to
   * other events.
   */
  readonly kind: 'same' | 'other'
  /** `session`, `access key`; for `other` a title for the events. */
  readonly name: string
  /** What they have in common, for display. */
  readonly value: string
  readonly is: readonly (readonly [field: string, value: string])[]
  /** Few events have any, so it is only worth showing with its number. */
  readonly isRare?: true
}

/** `Same session` */
export const titleOfRelation = ({ kind, name }: Relation): string =>
  kind === 'other' ? name : `Same ${name}`

/**
 * How other events are related to this one, closest first (docs/cloudtrail.md#tracing-an-identity).
 * `record` is the parsed record; without it only the event's own fields are used. Never throws.
 */
export function relationsOf(event: CloudTrailEvent, record: unknown): Relation[] {
  const text = (path: string) => textAt(record, path)
  const same = (name: string, field: string, value: string | null): Relation[] =>
    value ? [{ kind: 'same', name, value, is: [[field, value]] }] : []
  const other = (name: string, field: string, value: string | null): Relation[] =>
    value ? [{ kind: 'other', name, value, is: [[field, value]] }] : []
  const identity = 'userIdentity'
  const key = event.accessKeyId
  const names = new Set(event.resources.flatMap(({ resourceName }) => resourceName ?? []))
  return [
    ...same('request', 'requestID', text('requestID')),
    ...same('shared event ID', 'sharedEventID', text('sharedEventID')),
    ...sessionOf(record, key),
    ...same('access key', 'accessKeyId', key),
    ...userOf(record),
    ...same(
      'source identity',
      `${identity}.sessionContext.sourceIdentity`,
      text(`${identity}.sessionContext.sourceIdentity`),
    ),
    ...same('Identity Center user', `${identity}.onBehalfOf.userId`, text(`${identity}.onBehalfOf.userId`)),
    ...roleOf(record),
    ...same('source IP address', 'sourceIPAddress', event.sourceIPAddress),
    ...[...names].flatMap((name) => same('resource', 'resourceName', name)),
    ...other(
      'Call that issued this key',
      'responseElements.credentials.accessKeyId',
      key?.startsWith('ASIA') ? key : null,
    ),
    ...other(
      'Calls made with the credentials issued here',
      'accessKeyId',
      text('responseElements.credentials.accessKeyId'),
    ),
    ...other('Event that this record corrects', 'eventID', text('addendum.originalEventID')),
    ...other('Corrections of this event', 'addendum.originalEventID', event.eventID).map((relation) => ({
      ...relation,
      isRare: true as const,
    })),
  ]
}

/**
 * A session is its principal and the time it began, not its access key: the AWS console renews keys
 * within a session, and services call without one. Without `creationDate` there is no session.
 * docs/cloudtrail.md#user-identity
 */
function sessionOf(record: unknown, key: string | null): Relation[] {
  const beganAt = 'userIdentity.sessionContext.attributes.creationDate'
  const began = textAt(record, beganAt)
  const principal = textAt(record, 'userIdentity.principalId')
  const whose =
    principal !== null
      ? (['userIdentity.principalId', principal] as const)
      : key
        ? (['accessKeyId', key] as const)
        : null
  if (whose === null || began === null) return []
  return [{ kind: 'same', name: 'session', value: `${whose[1]}, ${began}`, is: [whose, [beganAt, began]] }]
}

/**
 * Who called, in all their sessions. An assumed role's ARN contains the session too, so this is one
 * session name in one role.
 */
function userOf(record: unknown): Relation[] {
  const same = (value: string, ...is: Relation['is'][number][]): Relation[] => [
    { kind: 'same', name: 'user', value, is },
  ]
  const type = textAt(record, 'userIdentity.type')
  const account = textAt(record, 'userIdentity.accountId')
  const service = textAt(record, 'userIdentity.invokedBy')
  const arn = textAt(record, 'userIdentity.arn')
  const principal = textAt(record, 'userIdentity.principalId')
  if (type === 'Root' && account !== null)
    return same(`root of ${account}`, ['userIdentity.type', type], ['userIdentity.accountId', account])
  if (type === 'AWSService' && service !== null) return same(service, ['invokedBy', service])
  if (arn !== null) return same(arn, ['userIdentity.arn', arn])
  return principal === null ? [] : same(principal, ['userIdentity.principalId', principal])
}

function roleOf(record: unknown): Relation[] {
  const issuer = 'userIdentity.sessionContext.sessionIssuer'
  const arn = textAt(record, `${issuer}.arn`)
  if (arn === null || textAt(record, `${issuer}.type`) !== 'Role') return []
  return [{ kind: 'same', name: 'role', value: arn, is: [[`${issuer}.arn`, arn]] }]
}
