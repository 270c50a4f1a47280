import { describe, expect, it } from 'vitest'
import { isProblem } from './jsonDocument.ts'
import { openedRecord } from './openedRecord.ts'

const TEXT = '{"eventName":"RunInstances","requestParameters":{"maxResults":1.0}}'

describe('an opened record', () => {
  it('is read once in each form', () => {
    const opened = openedRecord(TEXT)
    expect(openedRecord(TEXT)).toBe(opened)
    expect(opened.json).toEqual({ eventName: 'RunInstances', requestParameters: { maxResults: '1.0' } })
    expect(opened.json).toBe(opened.json)
    expect(opened.document).toMatchObject({ text: TEXT })
    expect(opened.document).toBe(opened.document)
    expect(opened.record?.values('requestParameters.maxResults')).toEqual(['1.0'])
    expect(opened.record).toBe(opened.record)
  })

  it('has a problem and no values where the text is no JSON', () => {
    const opened = openedRecord('{"eventName":')
    expect(isProblem(opened.document)).toBe(true)
    expect(opened.json).toBeUndefined()
    expect(opened.record).toBeNull()
  })

  it('makes room for the next one', () => {
    const opened = openedRecord(TEXT)
    expect(openedRecord('{}').json).toEqual({})
    expect(openedRecord(TEXT)).not.toBe(opened)
  })
})
