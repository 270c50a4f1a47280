import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { RECORD_PATHS } from '../../cloudtrail/recordPaths.ts'
import { columnsOf } from './columns.ts'

const pathOf = (name: string) => columnsOf([name])[0]!.path?.join('.')

describe('a column is matched to the record', () => {
  test.each([
    ['Event name', 'eventName'],
    ['EventName', 'eventName'],
    ['event_name', 'eventName'],
    ['eventname', 'eventName'],
    ['EVENT-NAME', 'eventName'],
    ['detail.eventName', 'eventName'],
    ['aws.cloudtrail.event_version', 'eventVersion'],
    ['SourceIpAddress', 'sourceIPAddress'],
    ['AWSRegion', 'awsRegion'],
    ['Recipient Account Id', 'recipientAccountId'],
    ['AWS access key', 'userIdentity.accessKeyId'],
    ['User name', 'userIdentity.userName'],
    ['UserIdentityArn', 'userIdentity.arn'],
    ['userIdentity/userName', 'userIdentity.userName'],
    ['userIdentitytype', 'userIdentity.type'],
    [
      'user_identity_session_context_session_issuer_user_name',
      'userIdentity.sessionContext.sessionIssuer.userName',
    ],
    ['SessionMfaAuthenticated', 'userIdentity.sessionContext.attributes.mfaAuthenticated'],
    ['TimeGenerated [UTC]', 'eventTime'],
    ['@timestamp', 'eventTime'],
    ['requestParameters.instancesSet.items', 'requestParameters.instancesSet.items'],
    [
      'requestParameters/instancesSet/items/0/instanceId',
      'requestParameters.instancesSet.items.0.instanceId',
    ],
    ['requestParameters.items[0].x-y', 'requestParameters.items.0.x-y'],
    ['requestParametersinstanceType', 'requestParameters.instanceType'],
    ['request_parameters_bucketName', 'requestParameters.bucketName'],
    ['responseElements.Host_Id', 'responseElements.Host_Id'],
    ['userIdentity.newMember', 'userIdentity.newMember'],
    [
      'userIdentity.sessionContext.webIdFederationData.attributes.aud',
      'userIdentity.sessionContext.webIdFederationData.attributes.aud',
    ],
  ])('%s', (name, path) => {
    expect(pathOf(name)).toBe(path)
  })

  test.each(['', 'hostName', 'Severity', 'name', 'type', 'eventNames', '42'])('not %j', (name) => {
    expect(pathOf(name)).toBeUndefined()
  })

  test('by the better of two names', () => {
    const header = ['TimeGenerated', 'User', 'eventTime', 'userIdentity.userName', 'eventTime']
    expect(columnsOf(header).map(({ path }) => path?.join('.'))).toEqual([
      undefined,
      undefined,
      'eventTime',
      'userIdentity.userName',
      undefined,
    ])
  })

  test('of Elastic, whose types and categories are others', () => {
    const header = [
      '@timestamp',
      'event.action',
      'event.provider',
      'event.type',
      'event.category',
      'source.ip',
      'user.name',
      'aws.cloudtrail.event_type',
    ]
    expect(columnsOf(header).map(({ path }) => path?.join('.'))).toEqual([
      'eventTime',
      'eventName',
      'eventSource',
      undefined,
      undefined,
      'sourceIPAddress',
      'userIdentity.userName',
      'eventType',
    ])
  })

  test('in any spelling of every path', () => {
    const separators = fc.constantFrom('.', '/', '_', '', ' ', ' / ')
    const cases = fc.constantFrom('as it is', 'lower', 'upper', 'pascal')
    fc.assert(
      fc.property(fc.constantFrom(...RECORD_PATHS.keys()), separators, cases, (path, separator, how) => {
        const names = path.split('.')
        const spelt =
          how === 'pascal'
            ? names.map((name) => name[0]!.toUpperCase() + name.slice(1)).join(separator)
            : names.join(separator)
        const name = how === 'lower' ? spelt.toLowerCase() : how === 'upper' ? spelt.toUpperCase() : spelt
        expect(pathOf(name)).toBe(path)
      }),
      { numRuns: 500 },
    )
  })
})
