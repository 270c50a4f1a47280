type Json = Readonly<Record<string, unknown>>

/** A record with its service, its event name and other members. */
export const record = (service: string, eventName: string, more: Json = {}): Json => ({
  eventVersion: '1.08',
  userIdentity: { type: 'IAMUser', userName: 'alice', accountId: '111122223333' },
  eventTime: '2026-02-03T04:05:06Z',
  eventSource: `${service}.amazonaws.com`,
  eventName,
  sourceIPAddress: '198.51.100.7',
  eventType: 'AwsApiCall',
  requestParameters: null,
  responseElements: null,
  ...more,
})
export const by = (type: string, more: Json = {}) => ({ userIdentity: { type, ...more } })
export const denied = { errorCode: 'AccessDenied' }
export const login = (result: string, MFAUsed: string | undefined, type = 'IAMUser') =>
  record('signin', 'ConsoleLogin', {
    ...by(type),
    responseElements: { ConsoleLogin: result },
    additionalEventData: { MFAUsed },
  })
export const ofInstance = (sourceIPAddress: string | undefined, session = 'i-0abc') =>
  record('s3', 'GetObject', {
    ...by('AssumedRole', { principalId: `AROAEXAMPLE:${session}` }),
    sourceIPAddress,
  })
export const instances = (member: string, instanceId: string) => ({
  [member]: { instancesSet: { items: [{ instanceId: 'i-other' }, { instanceId }] } },
})
export const ingress = (requestParameters: Json, more: Json = {}) =>
  record('ec2', 'AuthorizeSecurityGroupIngress', { requestParameters, ...more })
export const range = (cidrIp: string) => ({
  ipPermissions: { items: [{ ipRanges: { items: [{ cidrIp }] } }] },
})
export const role = (roleArn: string) => ({ requestParameters: { roleArn } })
export const ADMINISTRATOR = 'arn:aws-cn:iam::aws:policy/AdministratorAccess'

/** What a preset must find, and what it must not. */
export interface Case {
  readonly values?: readonly string[]
  readonly finds: readonly Json[]
  /** Similar records that it must not find. */
  readonly leaves: readonly Json[]
}
