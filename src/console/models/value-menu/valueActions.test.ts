import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { describeRecord } from '../../../cloudtrail/describe.ts'
import { readRecord } from '../../../cloudtrail/record.ts'
import { EVERYTHING, type Filter } from '../../../filter/filter.ts'
import { fieldTexts, matches } from '../../../filter/matches.ts'
import { parseFilterText } from '../../../filter/text.ts'
import { anyRecord } from '../../../testing/anyRecord.ts'
import { relatedView } from './relatedView.ts'
import { valueActions, type PickedValue } from './valueActions.ts'

const present = parseFilterText('eventName=RunInstances denied range=7d')

const filtersOf = (picked: PickedValue, filter = present): Partial<Record<string, Filter>> =>
  Object.fromEntries(
    valueActions(picked, filter).flatMap((action) =>
      action.kind === 'filter' ? [[action.label, action.filter]] : [],
    ),
  )

const labels = (picked: PickedValue) => valueActions(picked, present).map(({ label }) => label)

describe('from a value', () => {
  test('every action there is, the plainest first', () => {
    expect(labels({ field: 'userName', value: 'alice' })).toEqual([
      'Filter for',
      'Filter out',
      'Contains',
      'Field exists',
      'Replace filter with this',
      'Add as column',
      'Copy value',
      'Copy path',
      'Copy as filter',
    ])
  })

  test('a condition is added to the current ones, once', () => {
    const { 'Filter for': added } = filtersOf({ field: 'userName', value: 'alice' })
    expect(added).toEqual(parseFilterText('eventName=RunInstances userName=alice denied range=7d'))
    expect(filtersOf({ field: 'eventName', value: 'RunInstances' })['Filter for']).toEqual(present)
  })

  test('the filter can be replaced by the value, and keeps its time range', () => {
    expect(filtersOf({ field: 'userName', value: 'alice' })['Replace filter with this']).toEqual(
      parseFilterText('userName=alice range=7d'),
    )
  })

  test('an empty value requires that the field does not exist; what no filter can name is only copied', () => {
    expect(labels({ field: 'errorCode', value: '' })).toEqual([
      'Field is missing or empty',
      'Field exists',
      'Replace filter with this',
      'Add as column',
      'Copy path',
      'Copy as filter',
    ])
    expect(labels({ field: '', value: 'trail.json.gz' })).toEqual(['Copy value'])
  })

  test('no token of a masked value is shown', () => {
    const actions = valueActions({ field: 'a.sessionToken', value: 'SECRET', isSecret: true }, EVERYTHING)
    expect(actions.filter((action) => 'detail' in action && action.detail.includes('SECRET'))).toEqual([])
  })

  test('“Filter for” finds the event it was picked from, “Filter out” does not, whatever the value', () => {
    fc.assert(
      fc.property(
        anyRecord,
        fc.constantFrom('userAgent', 'resourceName', 'requestParameters.flags', 'userIdentity.userName'),
        (written, field) => {
          const record = readRecord(JSON.stringify(written))
          const candidate = { record, event: describeRecord(record) }
          for (const value of fieldTexts(field, candidate)) {
            const filters = filtersOf({ field, value }, EVERYTHING)
            const isFound = (label: string) => matches(filters[label]!, candidate, 0)
            expect(isFound('Filter for')).toBe(true)
            expect(isFound('Contains')).toBe(true)
            expect(isFound('Filter out')).toBe(false)
          }
        },
      ),
    )
  })
})

test('related events are shown whatever the filter, with this one opened if it is one of them', () => {
  const session = {
    kind: 'same',
    name: 'session',
    value: 'x',
    is: [
      ['userIdentity.principalId', 'x'],
      ['accessKeyId', 'y'],
    ],
  } as const
  const filter = parseFilterText('userIdentity.principalId=x accessKeyId=y')
  expect(relatedView(session, { kind: 'all' }, 'e')).toMatchObject({ filter, openEvent: 'e' })
  expect(relatedView({ ...session, kind: 'other' }, { kind: 'all' }, 'e')).toMatchObject({ openEvent: null })
  expect(relatedView(null, { kind: 'all' }, 'e')).toMatchObject({ filter: EVERYTHING, openEvent: 'e' })
})
