import type { Credentials } from '@aws-sdk/client-sts'
import { accessKeyId } from '../../../account/identifiers.ts'
import type { JsonObject } from '../../../account/json.ts'
import { DAY, SECOND, stsTime } from '../../../account/times.ts'
import type { CallContext } from '../../callContext.ts'
import { secretAccessKey } from '../iam/iamState.ts'
import type { Session, StsState } from './stsState.ts'

/** What a session is beyond its credentials. */
export interface NewSession extends Omit<
  Session,
  'accessKeyId' | 'secretAccessKey' | 'sessionToken' | 'expiresMs' | 'identity'
> {
  /** The userIdentity of its calls. */
  readonly identity: (accessKeyId: string) => JsonObject
}

/** Sessions that are kept: the oldest are forgotten, and those that expired a week ago. */
const MOST_SESSIONS = 1000
const KEPT_AFTER_END = 7 * DAY

/** Issues temporary credentials, which the account accepts until they expire. */
export function mint(
  { state: { sts }, chance, nowMs }: Pick<CallContext, 'state' | 'chance' | 'nowMs'>,
  durationSeconds: number,
  { identity, ...session }: NewSession,
): Required<Credentials> {
  const key = accessKeyId(chance, 'ASIA')
  const letters = 'ABCDEFGHIJKLMNOPabcdefghijklmnop0123456789'
  // CloudTrail and the answer give the time in whole seconds.
  const expiresMs = nowMs - (nowMs % SECOND) + durationSeconds * SECOND
  const issued: Session = {
    ...session,
    accessKeyId: key,
    secretAccessKey: secretAccessKey(chance),
    sessionToken: `IQoJb3JpZ2luX2Vj${chance.characters(letters, 180)}EXAMPLETOKEN==`,
    expiresMs,
    identity: identity(key),
  }
  forget(sts, nowMs)
  sts.sessions[key] = issued
  return {
    AccessKeyId: key,
    SecretAccessKey: issued.secretAccessKey,
    SessionToken: issued.sessionToken,
    Expiration: new Date(expiresMs),
  }
}

function forget({ sessions }: StsState, nowMs: number): void {
  const keys = Object.keys(sessions)
  const surplus = keys.length - MOST_SESSIONS + 1
  for (const [place, key] of keys.entries())
    if (place < surplus || sessions[key]!.expiresMs < nowMs - KEPT_AFTER_END) delete sessions[key]
}

/** The credentials in a record, which never has the secret. */
export function credentialsElement({ AccessKeyId, SessionToken, Expiration }: Credentials): JsonObject {
  return {
    accessKeyId: AccessKeyId,
    sessionToken: SessionToken,
    expiration: Expiration && stsTime(Expiration.getTime()),
  }
}
