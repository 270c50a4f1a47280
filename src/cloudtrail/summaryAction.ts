import type { CloudTrailEvent } from './event.ts'
import { objectOf } from './summaryObject.ts'
import { PHRASES, Reading } from './summaryPhrases.ts'
import { named, targetsOf } from './summaryTarget.ts'
import { readEventName, withoutVersion } from './summaryVerbs.ts'
import { nameIn, shorten, textIn } from './summaryWords.ts'

/**
 * The middle of the sentence: `failed to {base}{object}`, `{past}{object}`,
 * `was denied CreateUser{on}`.
 */
export type Action =
  | {
      readonly kind: 'call'
      readonly base: string
      readonly past: string
      readonly object: string
      readonly on: string
    }
  | {
      readonly kind: 'sign-in'
      readonly base: string
      readonly past: string
      readonly failed: boolean
    }

export function actionOf(event: CloudTrailEvent, record: unknown): Action {
  const name = withoutVersion(event.eventName ?? '')
  const signIn = signInAction(event, record, name)
  if (signIn) return signIn
  if (isAuditEvent(event)) return auditAction(event)
  const targets = targetsOf(event, record)
  const [first] = targets
  const onTarget = first ? ` on ${named(first)}` : ''
  const phrase = Object.hasOwn(PHRASES, name) ? PHRASES[name]?.(new Reading(record, targets)) : undefined
  if (phrase) {
    const [base, past, object, on = onTarget] = phrase
    return { kind: 'call', base, past, object, on }
  }
  const words = readEventName(name)
  const object = words ? objectOf(words, targets, record) : ''
  if (words && object !== '') return { kind: 'call', ...words, object: ` ${object}`, on: onTarget }
  const called = name === '' ? 'an unnamed action' : shorten(event.eventName ?? '')
  // A service event is named after what happened rather than after a call.
  const [base, past] = event.eventType === 'AwsServiceEvent' ? ['report', 'reported'] : ['call', 'called']
  return { kind: 'call', base, past, object: ` ${called}${onTarget}`, on: onTarget }
}

/** An event of a partner or of one's own: docs/cloudtrail.md#audit-events */
const isAuditEvent = ({ eventCategory, eventType }: CloudTrailEvent): boolean =>
  eventCategory === 'ActivityAuditLog' || eventType === 'ActivityLog'

function auditAction({ eventName, eventSource }: CloudTrailEvent): Action {
  const on = eventSource === null ? '' : ` in ${shorten(eventSource)}`
  const object = ` ${shorten(eventName ?? 'an unnamed action')}${on}`
  return { kind: 'call', base: 'perform', past: 'performed', object, on }
}

/** null if the event is not a sign-in: docs/cloudtrail.md#sign-in-events */
function signInAction(event: CloudTrailEvent, record: unknown, name: string): Action | null {
  if (!/^(?:signin|sso)\./.test(event.eventSource ?? '') && !/signin$/i.test(event.eventType ?? ''))
    return null
  const words = Object.hasOwn(SIGN_INS, name) ? SIGN_INS[name] : undefined
  if (!words) return null
  const response = textIn(record, `responseElements.${name}`)
  const failed = response?.toLowerCase() === 'failure' || textIn(record, 'errorMessage') !== null
  const before = name === 'SwitchRole' ? textIn(record, 'additionalEventData.SwitchFrom') : null
  const past = before === null ? words[1] : `${words[1]}, previously ${nameIn(before)},`
  return { kind: 'sign-in', base: words[0], past, failed }
}

const SIGN_INS: Readonly<Record<string, readonly [base: string, past: string]>> = {
  ConsoleLogin: ['sign in to the console', 'signed in to the console'],
  CheckMfa: ['pass the MFA check of a console sign-in', 'was prompted for MFA during console sign-in'],
  SwitchRole: ['switch roles in the console', 'switched roles in the console'],
  ExitRole: ['exit a switched role in the console', 'exited a switched role in the console'],
  GetSigninToken: ['get a sign-in token for the console', 'got a sign-in token for the console'],
  RenewRole: ['renew a switched role in the console', 'renewed a switched role in the console'],
  PasswordUpdated: ['change the sign-in password', 'changed the sign-in password'],
  PasswordRecoveryRequested: ['request a password reset', 'requested a password reset'],
  PasswordRecoveryCompleted: ['reset the sign-in password', 'reset the sign-in password'],
  EmailUpdated: ['change the sign-in email address', 'changed the sign-in email address'],
  UserAuthentication: ['sign in to IAM Identity Center', 'signed in to IAM Identity Center'],
  CredentialChallenge: [
    'be prompted for a credential by IAM Identity Center',
    'was prompted for a credential by IAM Identity Center',
  ],
  CredentialVerification: [
    'pass credential verification in IAM Identity Center',
    'passed credential verification in IAM Identity Center',
  ],
  Authenticate: ['sign in to IAM Identity Center', 'signed in to IAM Identity Center'],
  Federate: [
    'sign in to an AWS account with IAM Identity Center',
    'signed in to an AWS account with IAM Identity Center',
  ],
}
