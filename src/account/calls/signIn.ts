import { upperId } from '../identifiers.ts'
import type { JsonObject } from '../json.ts'
import type { Call } from '../record.ts'
import type { Scene } from '../scene.ts'

export interface SignIn {
  /** The MFA device; absent for a sign-in without MFA, or through Identity Center. */
  readonly mfa?: string
  readonly error?: string
  readonly page?: string
}

export function consoleLogin(scene: Scene, { mfa, error, page = 'console/home' }: SignIn): Call {
  const state = `state=hashArgs%23&isauthcode=true`
  const additional: JsonObject = {
    LoginTo: `https://${scene.region}.console.aws.amazon.com/${page}?region=${scene.region}&${state}`,
    MobileVersion: 'No',
    ...(mfa !== undefined && { MFAIdentifier: mfa }),
    MFAUsed: mfa === undefined ? 'No' : 'Yes',
  }
  return signInCall(
    'ConsoleLogin',
    { ConsoleLogin: error === undefined ? 'Success' : 'Failure' },
    additional,
    error,
  )
}

export function checkMfa(): Call {
  return signInCall('CheckMfa', { CheckMfa: 'Success' }, { MfaType: 'Virtual MFA' })
}

/** The steps that Identity Center records itself: someone signed in at the access portal. */
export function portalSignIn(scene: Scene, email: string): readonly Call[] {
  const workflow = {
    AuthWorkflowID: `${scene.chance.hex(8)}-${scene.chance.hex(4)}-4${scene.chance.hex(3)}-8${scene.chance.hex(3)}-${scene.chance.hex(12)}`,
    UserName: email,
  }
  const step = (name: string, credential: string, response: JsonObject): Call => ({
    service: 'signin',
    name,
    readOnly: false,
    request: null,
    response: null,
    additional: { ...workflow, CredentialType: credential },
    eventType: 'AwsServiceEvent',
    serviceEventDetails: response,
  })
  return [
    step('CredentialChallenge', 'PASSWORD', { CredentialChallenge: 'Success' }),
    step('CredentialVerification', 'PASSWORD', { CredentialVerification: 'Success' }),
    step('CredentialVerification', 'TOTP', { CredentialVerification: 'Success' }),
    step('UserAuthentication', `PASSWORD,TOTP`, { UserAuthentication: 'Success' }),
  ]
}

/** Identity Center gives the person access to the account. */
export function federate(scene: Scene, role: string): Call {
  return {
    service: 'sso',
    name: 'Federate',
    readOnly: false,
    request: null,
    response: null,
    eventType: 'AwsServiceEvent',
    serviceEventDetails: {
      account_id: scene.account.accountId,
      role_name: role,
      relayId: upperId(scene.chance, 12),
    },
  }
}

function signInCall(name: string, response: JsonObject, additional: JsonObject, error?: string): Call {
  return {
    service: 'signin',
    name,
    readOnly: false,
    request: null,
    response,
    additional,
    eventType: 'AwsConsoleSignIn',
    ...(error !== undefined && { error: { message: error } }),
  }
}
