import { describe, expect, it } from 'vitest'
import { completingAt } from './completing.ts'

/** What is completed at the bar, with the text that a suggestion replaces. */
function at(marked: string) {
  const caret = marked.indexOf('|')
  const text = marked.replace('|', '')
  const completing = completingAt(text, caret)
  return (
    completing && {
      ...completing,
      from: undefined,
      to: undefined,
      replaces: text.slice(completing.from, completing.to),
    }
  )
}

describe('completing a statement', () => {
  it('completes a name with the words before it that dots join', () => {
    expect(at('SELECT useridentity.sess|')).toMatchObject({
      kind: 'name',
      typed: 'useridentity.sess',
      replaces: 'useridentity.sess',
      isTable: false,
    })
    expect(at('SELECT event| FROM x')).toMatchObject({ kind: 'name', typed: 'event', replaces: 'event' })
    expect(at('SELECT |')).toMatchObject({ kind: 'name', typed: '' })
  })

  it('knows where a table comes', () => {
    expect(at('SELECT 1 FROM |')).toMatchObject({ kind: 'name', isTable: true })
    expect(at('SELECT 1 FROM cloud|')).toMatchObject({ kind: 'name', isTable: true })
    expect(at('SELECT 1 FROM a WHERE |')).toMatchObject({ kind: 'name', isTable: false })
  })

  it.each([
    ["WHERE eventname = '|", 'eventName', ''],
    ["WHERE eventname = 'Cons|'", 'eventName', 'Cons'],
    ["WHERE eventName<>'|' AND x", 'eventName', ''],
    ["WHERE t.useridentity.type != 'R|", 'userIdentity.type', 'R'],
    ["WHERE eventsource NOT IN ('a', 'b|", 'eventSource', 'b'],
    ["WHERE awsregion IN ('|')", 'awsRegion', ''],
    ["WHERE useragent NOT LIKE 'aws|", 'userAgent', 'aws'],
    ["WHERE errormessage = 'it''s|", 'errorMessage', "it's"],
    ["WHERE json_extract_scalar(requestparameters, '$.bucketName') = '|", 'requestParameters.bucketName', ''],
  ])('completes the values of a field in %s', (marked, field, typed) => {
    expect(at(marked)).toMatchObject({ kind: 'value', field, typed })
  })

  it('replaces the rest of the text, but not what is behind an open one', () => {
    expect(at("WHERE eventname = 'Con|sole' AND y")).toMatchObject({ replaces: 'Console' })
    expect(at("WHERE eventname = '|\n AND x = 'y'")).toMatchObject({ kind: 'value', replaces: '' })
  })

  it('completes the path in a JSON column', () => {
    expect(at("json_extract_scalar(requestparameters, '$.buck|')")).toMatchObject({
      kind: 'jsonPath',
      member: 'requestParameters',
      typed: '$.buck',
    })
  })

  it('leaves other texts, numbers and comments alone', () => {
    expect(at("SELECT '|'")).toBeNull()
    expect(at("SELECT lower('|')")).toBeNull()
    expect(at('-- eventname = |')).toBeNull()
    expect(at('LIMIT 1|')).toBeNull()
    expect(at("WHERE requestparameters LIKE '|'")).toBeNull()
  })
})
