import { expect, test } from 'vitest'
import { find } from '../readForTest.ts'

test.each([
  [
    'flattened by pandas or jq',
    '{"eventVersion":"1.10","userIdentity.type":"IAMUser","userIdentity.userName":"ana","eventTime":"2024-03-08T09:30:47Z","eventSource":"ec2.amazonaws.com","eventName":"StopInstances","requestParameters.n":1.50,"requestParameters.instancesSet.items":[{"instanceId":"i-1"}],"errorCode":null,"eventID":"e"}',
    '{"eventVersion":"1.10","userIdentity":{"type":"IAMUser","userName":"ana"},"eventTime":"2024-03-08T09:30:47Z","eventSource":"ec2.amazonaws.com","eventName":"StopInstances","requestParameters":{"n":1.50,"instancesSet":{"items":[{"instanceId":"i-1"}]}},"eventID":"e"}',
  ],
  [
    'of Microsoft Sentinel',
    '{"TenantId":"t","TimeGenerated":"2024-03-08T09:30:47Z","EventName":"StopInstances","EventSource":"ec2.amazonaws.com","UserIdentityType":"IAMUser","UserIdentityUserName":"ana","RequestParameters":"{\\"n\\":12345678901234567890}","ReadOnly":false,"SessionMfaAuthenticated":"true","RecipientAccountId":111122223333}',
    '{"userIdentity":{"type":"IAMUser","userName":"ana","sessionContext":{"attributes":{"mfaAuthenticated":"true"}}},"eventTime":"2024-03-08T09:30:47Z","eventSource":"ec2.amazonaws.com","eventName":"StopInstances","requestParameters":{"n":12345678901234567890},"readOnly":false,"recipientAccountId":"111122223333","TenantId":"t"}',
  ],
  [
    'of Steampipe',
    '{"event_name":"StopInstances","event_source":"ec2.amazonaws.com","event_time":"2024-03-08T09:30:47Z","username":"ana","read_only":"false","request_parameters":{"a_b":1e400},"source_ip_address":"192.0.2.1"}',
    '{"userIdentity":{"userName":"ana"},"eventTime":"2024-03-08T09:30:47Z","eventSource":"ec2.amazonaws.com","eventName":"StopInstances","sourceIPAddress":"192.0.2.1","requestParameters":{"a_b":1e400},"readOnly":false}',
  ],
])('a row in JSON %s becomes a record, its values as written', async (_, row, record) => {
  for (const text of [`[${row},${row}]`, `${row}\n${row}\n`])
    expect(await find(text)).toMatchObject({ records: [record, record], problems: [] })
})

test('an object of another kind is none', async () => {
  for (const text of [
    '{"EventId":"1","EventName":"x","EventTime":"2024-03-08T09:30:47Z"}',
    '{"event_name":"x","event_source":"github.com","event_time":"y"}',
    '{"name":"x","time":"y","source":"z"}',
  ]) {
    const { records, problems } = await find(text)
    expect(records).toEqual([])
    expect(problems).toHaveLength(1)
  }
})
