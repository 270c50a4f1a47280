import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  ALL_MANAGEMENT,
  loggedEventsOf,
  NEW_TRAIL_EVENTS,
  selectorsOf,
  type LoggedEvents,
} from './loggedEvents.ts'
import { FIELD_OPERATORS, type Selectors } from './trail.ts'

const anyReadWrite = fc.constantFrom(
  { reads: true, writes: true },
  { reads: true, writes: false },
  { reads: false, writes: true },
)

const anyManagement = fc
  .tuple(anyReadWrite, fc.boolean(), fc.boolean())
  .map(([readWrite, excludesKms, excludesRdsData]) => ({ ...readWrite, excludesKms, excludesRdsData }))

const anyValues = fc.array(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 3 })

/** Conditions on a field are together, in the order of the operators. */
const anyConditions = fc
  .subarray(
    ['readOnly', 'eventName', 'resources.ARN'].flatMap((field) =>
      FIELD_OPERATORS.map((operator) => ({ field, operator })),
    ),
    { maxLength: 5 },
  )
  .chain((places) =>
    fc
      .tuple(...places.map(() => anyValues))
      .map((values) => places.map((place, at) => ({ ...place, values: values[at]! }))),
  )

const anyAdvanced = fc.array(
  fc.record({ name: fc.string(), resourceType: fc.string({ minLength: 1 }), conditions: anyConditions }),
  { minLength: 1, maxLength: 3 },
)

const anyBasic = anyReadWrite.chain((readWrite) =>
  fc.array(
    fc
      .record({
        resourceType: fc.constantFrom('AWS::S3::Object', 'AWS::Lambda::Function'),
        values: anyValues,
      })
      .map((data) => ({ ...data, ...readWrite })),
    { minLength: 1, maxLength: 3 },
  ),
)

const network = {
  Name: 'calls through an endpoint',
  FieldSelectors: [
    { Field: 'eventCategory', Equals: ['NetworkActivity'] },
    { Field: 'eventSource', Equals: ['s3.amazonaws.com'] },
  ],
}

const anyEvents: fc.Arbitrary<LoggedEvents> = fc
  .tuple(fc.option(anyManagement), fc.option(anyBasic), anyAdvanced, fc.subarray([network]))
  .map(([management, basic, advanced, others]) =>
    basic
      ? { management, isAdvanced: false, basic, advanced: [], others: [] }
      : { management, isAdvanced: true, basic: [], advanced, others },
  )

test('events that a trail logs are the same when its selectors are read again', () => {
  fc.assert(
    fc.property(anyEvents, (events) => {
      expect(loggedEventsOf(selectorsOf(events))).toEqual(events)
    }),
  )
})

test('a trail without data events has one basic selector', () => {
  const { EventSelectors } = selectorsOf(NEW_TRAIL_EVENTS)
  expect(EventSelectors).toEqual([
    {
      ReadWriteType: 'All',
      IncludeManagementEvents: true,
      DataResources: [],
      ExcludeManagementEventSources: [],
    },
  ])
  expect(loggedEventsOf({ EventSelectors: EventSelectors! })).toEqual(NEW_TRAIL_EVENTS)
})

test('selectors that together log reads and writes are read as one', () => {
  const selectors: Selectors = {
    EventSelectors: [
      { ReadWriteType: 'ReadOnly', ExcludeManagementEventSources: ['kms.amazonaws.com'] },
      { ReadWriteType: 'WriteOnly' },
    ],
  }
  expect(loggedEventsOf(selectors).management).toEqual(ALL_MANAGEMENT)
})
