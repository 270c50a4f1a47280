import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { describeRecord } from '../cloudtrail/describe.ts'
import { EVENT_INTEGRITY } from '../cloudtrail/integrity.ts'
import { readRecord } from '../cloudtrail/record.ts'
import { anyFilter } from '../testing/anyFilter.ts'
import { anyLineFor, anyNotes, anyRecord, anyWriting, writtenRecord } from '../testing/anyRecord.ts'
import { explain, type ExplainedToken } from './explain.ts'
import { foldCase } from './foldCase.ts'
import { matches } from './matches.ts'
import { parseFilterText } from './text.ts'

const NOW = Date.parse('2026-02-04T00:00:00Z')

function candidateOf(record: unknown, writing?: Parameters<typeof writtenRecord>[1]) {
  const read = readRecord(writing ? writtenRecord(record, writing) : JSON.stringify(record))
  return { record: read, event: describeRecord(read) }
}

/** A piece of JSON in any case, without escapes and white space. */
function readFully(text: string): string {
  let read = text
  for (let before = ''; before !== read;) {
    before = read
    read = read
      .replace(/(?:%[0-9a-f]{2})+/gi, (bytes) => decodeURIComponent(bytes))
      .replace(/\\u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
      .replace(/\\[bfnrt]|\s/g, '')
      .replaceAll('\\', '')
  }
  return foldCase(read)
}

const anyQuestion = fc.oneof(
  { weight: 4, arbitrary: anyLineFor.map(parseFilterText) },
  { weight: 1, arbitrary: anyFilter() },
)

const anyKept = fc.record({ notes: anyNotes, integrity: fc.constantFrom(undefined, ...EVENT_INTEGRITY) })

describe('why an event matches', () => {
  test('agrees with matches, on any filter and record', () => {
    fc.assert(
      fc.property(anyQuestion, anyRecord, anyWriting, anyKept, (filter, record, writing, kept) => {
        const candidate = { ...candidateOf(record, writing), ...kept }
        expect(explain(filter, candidate, NOW).holds).toBe(matches(filter, candidate, NOW))
      }),
      { numRuns: 1000 },
    )
  })

  test('names positions that are in the record', () => {
    fc.assert(
      fc.property(anyQuestion, anyRecord, anyWriting, (filter, record, writing) => {
        const candidate = candidateOf(record, writing)
        for (const part of explain(filter, candidate, NOW).parts) {
          if (part.kind !== 'clause') continue
          for (const each of part.alternatives) {
            if (each.kind === 'word') {
              for (const { start, end } of each.hits)
                expect(readFully(candidate.record.text.slice(start, end))).toBe(readFully(each.word.word))
            } else {
              for (const { path } of [...each.hits, ...each.others])
                if (path !== null) expect(candidate.record.values(path)).not.toEqual([])
            }
          }
        }
      }),
      { numRuns: 500 },
    )
  })

  test('folding leaves every character in its place', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(foldCase(text)).toHaveLength(text.length)
      }),
      { numRuns: 1000 },
    )
    expect(foldCase('İSTANBUL')).toHaveLength(8)
  })

  const record = {
    userIdentity: { type: 'AssumedRole', principalId: 'AROAEXAMPLE:alice', accountId: '111122223333' },
    eventTime: '2026-02-03T12:00:00Z',
    eventSource: 's3.amazonaws.com',
    eventName: 'DeleteBucket',
    sourceIPAddress: '10.1.2.3',
    requestParameters: { bucketName: 'logs', tags: ['a', 'b'] },
    eventID: 'e-1',
  }
  const explained = (line: string): ExplainedToken => {
    const [part] = explain(parseFilterText(line), candidateOf(record), NOW).parts
    const [first] = part?.kind === 'clause' ? part.alternatives : []
    if (first?.kind !== 'token') throw new Error('not a token')
    return first
  }

  test.each([
    ['userName=alice', true, ['userIdentity.principalId alice'], []],
    ['accountId=111122223333', true, ['userIdentity.accountId 111122223333'], []],
    ['readOnly=false', true, ['eventName false'], []],
    ['resourceName=logs', true, ['requestParameters.bucketName logs'], []],
    ['resourceType=AWS::S3::Bucket', true, ['null AWS::S3::Bucket'], []],
    ['sourceIPAddress=10.0.0.0/8', true, ['sourceIPAddress 10.1.2.3'], []],
    ['eventName!=CreateBucket', true, [], ['eventName DeleteBucket']],
    ['eventName!^=delete', false, ['eventName DeleteBucket'], []],
    ['errorCode!=AccessDenied', true, [], []],
    ['errorCode=', true, [], []],
    ['requestParameters.tags=b', true, ['requestParameters.tags b'], ['requestParameters.tags a']],
    ['requestParameters.tags!=b', false, ['requestParameters.tags b'], ['requestParameters.tags a']],
  ])('%s', (line, holds, hits, others) => {
    const written = (places: ExplainedToken['hits']) => places.map(({ path, value }) => `${path} ${value}`)
    const told = explained(line)
    expect({ holds: told.holds, hits: written(told.hits), others: written(told.others) }).toEqual({
      holds,
      hits,
      others,
    })
  })

  test('members count as presence, too', () => {
    expect(explained('requestParameters!=')).toMatchObject({ holds: true, hits: [], hasMembers: true })
    expect(explained('requestParameters=')).toMatchObject({ holds: false, hits: [], hasMembers: true })
  })

  test('alternatives match together', () => {
    const { parts } = explain(
      parseFilterText('eventName=CreateBucket eventName=DeleteBucket range=1d'),
      candidateOf(record),
      NOW,
    )
    expect(parts).toMatchObject([
      { kind: 'clause', holds: true, alternatives: [{ holds: false }, { holds: true }] },
      { kind: 'time', holds: true },
    ])
  })
})
