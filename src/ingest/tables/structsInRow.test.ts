import { expect, test } from 'vitest'
import { find } from '../readForTest.ts'

const ROW = {
  eventversion: '1.10',
  useridentity:
    '{type=AssumedRole, principalid=AROAEXAMPLE:ci, arn=arn:aws:sts::111122223333:assumed-role/deploy/ci, accountid=111122223333, sessioncontext={attributes={mfaauthenticated=false, creationdate=2026-02-01T09:00:00Z}, sessionissuer={type=Role, username=deploy}}}',
  eventtime: '2026-02-01T10:00:00Z',
  eventsource: 's3.amazonaws.com',
  eventname: 'GetObject',
  requestparameters: '{"bucketName":"b","Host":"x"}',
  resources: '[{arn=arn:aws:s3:::b/k, accountid=null, type=AWS::S3::Object}]',
  eventid: 'e-1',
}
const recordsOf = async (...rows: readonly object[]) =>
  (await find(rows.map((row) => JSON.stringify(row)).join('\n'))).records.map(
    (record) => JSON.parse(record) as Record<string, unknown>,
  )

test('structures that a client of Athena returns as text are objects again', async () => {
  const [record] = await recordsOf(ROW)
  expect(record).toMatchObject({
    userIdentity: {
      type: 'AssumedRole',
      principalId: 'AROAEXAMPLE:ci',
      accountId: '111122223333',
      sessionContext: {
        attributes: { mfaAuthenticated: 'false', creationDate: '2026-02-01T09:00:00Z' },
        sessionIssuer: { type: 'Role', userName: 'deploy' },
      },
    },
    requestParameters: { bucketName: 'b', Host: 'x' },
    resources: [{ ARN: 'arn:aws:s3:::b/k', type: 'AWS::S3::Object' }],
  })
})

test('so are those that are JSON in a text, and the maps of CloudTrail Lake', async () => {
  const useridentity = '{"type":"IAMUser","username":"ana","accountid":"111122223333"}'
  const [record] = await recordsOf({ ...ROW, useridentity, requestparameters: '{bucketName=b, Host=x}' })
  expect(record).toMatchObject({
    userIdentity: { type: 'IAMUser', userName: 'ana', accountId: '111122223333' },
    requestParameters: { bucketName: 'b', Host: 'x' },
  })
})

test('text that is neither stays a text', async () => {
  const [record] = await recordsOf({ ...ROW, useridentity: '{half', resources: '-' })
  expect(record).toMatchObject({ userIdentity: '{half', resources: '-' })
})
