import type { AdvancedFieldSelector } from '@aws-sdk/client-cloudtrail'
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { loggedEvent } from './loggedEvent.ts'
import { selects } from './selectedEvents.ts'

const base = {
  eventTime: '2026-02-04T10:00:00Z',
  eventSource: 's3.amazonaws.com',
  eventName: 'GetObject',
  awsRegion: 'eu-central-1',
  readOnly: true,
  managementEvent: false,
  eventCategory: 'Data',
  resources: [
    { type: 'AWS::S3::Object', ARN: 'arn:aws:s3:::photos/cats/1.jpg' },
    { type: 'AWS::S3::Bucket', ARN: 'arn:aws:s3:::photos', accountId: '111122223333' },
  ],
}
const event = (members: object = {}) => loggedEvent(JSON.stringify({ ...base, ...members }))
const management = event({
  eventSource: 'kms.amazonaws.com',
  eventName: 'Decrypt',
  eventCategory: 'Management',
  managementEvent: true,
})

describe('without selectors', () => {
  test('all management events are selected, and no others', () => {
    expect(selects(null, management)).toBe(true)
    expect(selects(null, event())).toBe(false)
  })
})

describe('basic selectors', () => {
  const s3 = (...Values: string[]) => ({
    basic: [{ IncludeManagementEvents: false, DataResources: [{ Type: 'AWS::S3::Object', Values }] }],
  })

  it.each([
    ['all buckets', 'arn:aws:s3', true],
    ['the bucket', 'arn:aws:s3:::photos/', true],
    ['a prefix in it', 'arn:aws:s3:::photos/cats', true],
    ['another bucket', 'arn:aws:s3:::photos-2/', false],
  ])('select data events of %s', (_, value, isSelected) => {
    expect(selects(s3(value), event())).toBe(isSelected)
  })

  it('leave out management events of some services', () => {
    expect(selects({ basic: [{ ExcludeManagementEventSources: ['kms.amazonaws.com'] }] }, management)).toBe(
      false,
    )
  })

  it.each([
    ['ReadOnly', true],
    ['WriteOnly', false],
    ['All', true],
  ] as const)('of %s select a read: %s', (ReadWriteType, isSelected) => {
    expect(selects({ basic: [{ ReadWriteType }] }, management)).toBe(isSelected)
  })
})

const OPERATORS = ['Equals', 'StartsWith', 'EndsWith', 'NotEquals', 'NotStartsWith', 'NotEndsWith'] as const

describe('advanced selectors', () => {
  const anyText = fc.stringMatching(/^[ab]{1,3}$/)
  const anyField: fc.Arbitrary<AdvancedFieldSelector> = fc.record(
    {
      Field: fc.constantFrom('eventName', 'eventSource', 'userIdentity.arn', 'resources.ARN'),
      ...Object.fromEntries(
        OPERATORS.map((operator) => [operator, fc.array(anyText, { minLength: 1, maxLength: 2 })]),
      ),
    },
    { requiredKeys: ['Field'] },
  )

  it('select what their operators say, read one by one', () => {
    const anyEvent = fc.record({
      eventName: anyText,
      eventSource: anyText,
      userIdentity: fc.record({ arn: fc.option(anyText, { nil: undefined }) }),
      resources: fc.array(fc.record({ type: fc.constantFrom('T', 'U'), ARN: anyText }), { maxLength: 3 }),
    })
    fc.assert(
      fc.property(anyEvent, fc.array(anyField, { maxLength: 3 }), (members, fields) => {
        const selector = [{ Field: 'resources.type', Equals: ['T'] }, ...fields]
        const valuesOf: Record<string, readonly string[]> = {
          eventName: [members.eventName],
          eventSource: [members.eventSource],
          'userIdentity.arn': [members.userIdentity.arn].filter((arn) => arn !== undefined),
          'resources.ARN': members.resources.filter(({ type }) => type === 'T').map(({ ARN }) => ARN),
          'resources.type': members.resources.map(({ type }) => type),
        }
        const expected = selector.every((field) => {
          const values = valuesOf[field.Field!]!
          const meets = (value: string, operator: (typeof OPERATORS)[number]) =>
            field[operator]?.some((wanted) =>
              operator.endsWith('Equals')
                ? value === wanted
                : operator.endsWith('StartsWith')
                  ? value.startsWith(wanted)
                  : value.endsWith(wanted),
            ) ?? false
          const selecting = OPERATORS.filter((each) => !each.startsWith('Not') && each in field)
          const vetoing = OPERATORS.filter((each) => each.startsWith('Not') && each in field)
          if (values.some((value) => vetoing.some((operator) => meets(value, operator)))) return false
          return selecting.length === 0 || values.some((value) => selecting.some((op) => meets(value, op)))
        })
        expect(selects({ advanced: [{ FieldSelectors: selector }] }, event(members))).toBe(expected)
      }),
      { numRuns: 2000 },
    )
  })
})
