import { by, login, record, type Case } from './records.ts'

export const SIGN_IN_CASES: Readonly<Record<string, Case>> = {
  'root-user-activity': {
    finds: [record('s3', 'ListBuckets', by('Root'))],
    leaves: [
      record('s3', 'ListBuckets'),
      record('s3', 'ListBuckets', by('Root', { invokedBy: 'support.amazonaws.com' })),
      record('kms', 'RotateKey', { ...by('Root'), eventType: 'AwsServiceEvent' }),
    ],
  },
  'console-logins-without-mfa': {
    finds: [login('Success', 'No'), login('Success', undefined), login('Success', 'No', 'Root')],
    leaves: [
      login('Success', 'Yes'),
      login('Success', 'YES', 'Root'),
      login('Failure', 'No'),
      login('Success', 'No', 'AssumedRole'),
      login('Success', 'No', 'SAMLUser'),
      record('signin', 'SwitchRole', { additionalEventData: { MFAUsed: 'No' } }),
    ],
  },
  'failed-console-logins': {
    finds: [login('Failure', 'No'), login('Failure', 'Yes', 'Root')],
    leaves: [
      login('Success', 'No'),
      record('signin', 'CheckMfa', { responseElements: { CheckMfa: 'Failure' } }),
    ],
  },
  'denied-calls': {
    finds: [
      'AccessDenied',
      'AccessDeniedException',
      'Client.UnauthorizedOperation',
      'UnauthorizedOperation',
      'UnauthorizedAccess',
      'AuthFailure',
      'Client.AuthFailure',
      'Forbidden',
      'VpceAccessDenied',
      'NotAuthorized',
      'NotAuthorizedException',
    ].map((errorCode) => record('ec2', 'RunInstances', { errorCode })),
    leaves: [
      record('ec2', 'RunInstances'),
      record('ec2', 'RunInstances', { errorCode: 'Client.DryRunOperation' }),
      record('iam', 'GetUser', { errorCode: 'NoSuchEntityException' }),
      record('ec2', 'RunInstances', { errorMessage: 'AccessDenied' }),
    ],
  },
}
