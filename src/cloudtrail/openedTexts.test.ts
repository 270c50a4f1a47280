import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseExactly } from './json/parseExactly.ts'
import { describeRecord } from './describe.ts'
import { withParsedTextsOpened, withTextsOpened } from './openedTexts.ts'
import { readRecord } from './record.ts'

const IDENTITY = {
  type: 'IAMUser',
  principalId: 'AIDAEXAMPLE',
  arn: 'arn:aws:iam::111122223333:user/ana',
  accountId: '111122223333',
  accessKeyId: 'AKIAEXAMPLE',
  userName: 'ana',
}
const RECORD = {
  eventVersion: '1.10',
  userIdentity: IDENTITY,
  eventTime: '2026-02-09T22:27:53Z',
  eventSource: 'ec2.amazonaws.com',
  eventName: 'StopInstances',
  requestParameters: { instancesSet: { items: [{ instanceId: 'i-1' }, { instanceId: 'i-2' }] } },
  additionalEventData: { bytes: 12345678901234567890n.toString() },
  eventID: 'e-1',
  resources: [{ ARN: 'arn:aws:s3:::a', type: 'AWS::S3::Bucket' }],
}
type Name = keyof typeof RECORD

const once = (value: unknown): unknown => JSON.stringify(value)
const twice = (value: unknown): unknown => JSON.stringify(JSON.stringify(value))
const spaced = (value: unknown): unknown => `\n  ${JSON.stringify(value, null, 2)}\n`
const inItems = (value: unknown): unknown => (Array.isArray(value) ? value.map(once) : once(value))

const record = (object: object) => readRecord(JSON.stringify(object))
const asText = (names: readonly Name[], write: (value: unknown) => unknown) =>
  Object.fromEntries(
    Object.entries(RECORD).map(([name, value]) => [
      name,
      names.includes(name as Name) ? write(value) : value,
    ]),
  )

describe('a record whose members are JSON text', () => {
  const members: readonly Name[] = ['userIdentity', 'requestParameters', 'resources', 'additionalEventData']
  test.each([
    ['once', once],
    ['twice', twice],
    ['in several lines', spaced],
    ['item by item', inItems],
  ])('is described as if they were objects: %s', (_, write) => {
    const expected = describeRecord(record(RECORD))
    expect(expected).toMatchObject({ userName: 'ana', userType: 'IAMUser', accessKeyId: 'AKIAEXAMPLE' })
    expect(expected.resources.map(({ resourceName }) => resourceName)).toEqual([
      'arn:aws:s3:::a',
      'i-1',
      'i-2',
    ])
    expect(describeRecord(record(asText(members, write)))).toEqual(expected)
    for (const name of members) expect(describeRecord(record(asText([name], write)))).toEqual(expected)
    expect(withParsedTextsOpened(asText(members, write))).toEqual(RECORD)
  })

  test('is opened through several layers: a session inside an identity', () => {
    const identity = {
      type: 'AssumedRole',
      principalId: 'AROAEXAMPLE:ci',
      sessionContext: once({ sessionIssuer: once({ userName: 'deploy' }), attributes: {} }),
    }
    const opened = withTextsOpened(record({ userIdentity: once(identity) }))
    expect(opened.value('userIdentity.sessionContext.sessionIssuer.userName')).toBe('deploy')
    expect(withParsedTextsOpened({ userIdentity: once(identity) })).toEqual({
      userIdentity: {
        ...identity,
        sessionContext: { sessionIssuer: { userName: 'deploy' }, attributes: {} },
      },
    })
  })

  test('keeps every digit and its own text', () => {
    const written = record({ requestParameters: '{"id":12345678901234567890.10}' })
    expect(withTextsOpened(written).value('requestParameters.id')).toBe('12345678901234567890.10')
    expect(written.text).toBe(JSON.stringify({ requestParameters: '{"id":12345678901234567890.10}' }))
  })

  test.each([
    ['a text that is no JSON', { userIdentity: 'ana', requestParameters: '{id=1}' }],
    ['a text that only starts like JSON', { userIdentity: '{"type":', resources: '["' }],
    ['JSON that is neither an object nor a list', { responseElements: 'null', requestParameters: '"x"' }],
    ['empty texts', { userIdentity: '', requestParameters: '' }],
    ['JSON in a parameter', { requestParameters: { policy: '{"Version":"2012-10-17"}' } }],
    ['JSON in another member', { userAgent: '{"a":1}', errorMessage: '[1]' }],
    ['objects', RECORD],
  ])('is left alone if it has %s', (_, object) => {
    const written = record(object)
    expect(withTextsOpened(written)).toBe(written)
    expect(withParsedTextsOpened(object)).toBe(object)
  })

  test('is opened the same way from its text and parsed, and nothing is ever thrown', () => {
    const value = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.string(),
        fc.integer(),
        fc.constant(null),
        fc.dictionary(fc.constantFrom('type', 'sessionContext', 'sessionIssuer', 'a'), tie('value'), {
          maxKeys: 3,
        }),
        fc.array(tie('value'), { maxLength: 3 }),
        tie('value').map((inner) => JSON.stringify(inner)),
      ),
    })).value
    const member = fc.constantFrom('userIdentity', 'requestParameters', 'resources', 'eventName', 'eventData')
    fc.assert(
      fc.property(fc.dictionary(member, value, { maxKeys: 4 }), (object) => {
        const fromText = parseExactly(withTextsOpened(record(object)).text)
        expect(withParsedTextsOpened(parseExactly(JSON.stringify(object)))).toEqual(fromText)
      }),
      { numRuns: 1000 },
    )
  })
})
