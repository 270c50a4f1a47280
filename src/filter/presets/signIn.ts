import { token } from '../edit.ts'
import { calls, is, isNot, service, type Preset } from './preset.ts'

const CONSOLE_LOGIN = [...service('signin'), ...calls('ConsoleLogin')]

/** The error codes of denied calls: docs/cloudtrail.md#errors */
const DENIED = [
  'AccessDenied',
  'AccessDeniedException',
  'Client.UnauthorizedOperation',
  'UnauthorizedOperation',
  'UnauthorizedAccess',
  'UnauthorizedException',
  'AuthFailure',
  'Client.AuthFailure',
  'AuthorizationError',
  'AuthorizationErrorException',
  'Forbidden',
  'ForbiddenException',
  'NotAuthorized',
  'NotAuthorizedException',
  'VpceAccessDenied',
]

/** Sign-ins and denied calls. */
export const SIGN_IN: readonly Preset[] = [
  {
    id: 'root-user-activity',
    name: 'Root user activity',
    sentence:
      'Everything the root user did itself. Root can do anything and is rarely needed, so every event should have a reason.',
    tokens: [
      ...is('userIdentity.type', 'Root'),
      ...is('invokedBy', ''),
      ...isNot('eventType', 'AwsServiceEvent'),
    ],
  },
  {
    id: 'console-logins-without-mfa',
    name: 'Console sign-ins without MFA',
    sentence:
      'Sign-ins by IAM users and root with only a password. Sign-ins through roles are excluded, because they always record “No”.',
    tokens: [
      ...CONSOLE_LOGIN,
      ...is('responseElements.ConsoleLogin', 'Success'),
      ...is('userIdentity.type', 'IAMUser', 'Root'),
      // Written Yes or YES; absent means no.
      token('additionalEventData.MFAUsed', '!^', 'Yes'),
    ],
  },
  {
    id: 'failed-console-logins',
    name: 'Failed console sign-ins',
    sentence:
      'Failed console sign-ins, which have no error code, so error filters miss them. Many from one address, or for many users, suggest password guessing.',
    tokens: [...CONSOLE_LOGIN, ...is('responseElements.ConsoleLogin', 'Failure')],
  },
  {
    id: 'denied-calls',
    name: 'Denied calls',
    sentence:
      'Calls denied for lack of permission, under each service’s error code. A burst suggests a broken deployment, or someone testing a stolen key.',
    tokens: is('errorCode', ...DENIED),
  },
]
