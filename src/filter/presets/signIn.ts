import { token } from '../edit.ts'
import { calls, is, isNot, service, type Preset } from './preset.ts'

const CONSOLE_LOGIN = [...service('signin'), ...calls('ConsoleLogin')]

/** The error codes of refused calls: docs/cloudtrail.md#errors */
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

/** Who signed in, and who was refused. */
export const SIGN_IN: readonly Preset[] = [
  {
    id: 'root-use',
    name: 'Root use',
    sentence:
      'Whatever the root user did itself: it can do everything and is needed for almost nothing, so each event wants a reason.',
    tokens: [
      ...is('userIdentity.type', 'Root'),
      ...is('invokedBy', ''),
      ...isNot('eventType', 'AwsServiceEvent'),
    ],
  },
  {
    id: 'console-logins-without-mfa',
    name: 'Console logins without MFA',
    sentence:
      'Sign-ins of users and root with a password alone, which a stolen password is enough for; sign-ins through roles always say “No” and are left out.',
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
    name: 'Failed console logins',
    sentence:
      'Sign-ins that were refused: many from one address or for many users are somebody guessing passwords; they carry no error code, so filters for errors miss them.',
    tokens: [...CONSOLE_LOGIN, ...is('responseElements.ConsoleLogin', 'Failure')],
  },
  {
    id: 'denied-calls',
    name: 'Denied calls',
    sentence:
      'Calls refused for want of permission, in every service’s spelling: a burst of them is a broken deployment, or somebody trying what a stolen key can do.',
    tokens: is('errorCode', ...DENIED),
  },
]
