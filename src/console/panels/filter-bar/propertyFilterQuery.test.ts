import type { PropertyFilterProps } from '@cloudscape-design/components/property-filter'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { EVERYTHING } from '../../../filter/filter.ts'
import { formatFilterText, parseFilterText } from '../../../filter/text.ts'
import { anyLine } from '../../../testing/anyLine.ts'
import { HOSTILE_TEXTS } from '../../../testing/hostileText.ts'
import { fromQuery, toQuery } from './propertyFilterQuery.ts'

const NOTHING: PropertyFilterProps.Query = { operation: 'and', tokens: [], tokenGroups: [] }

const add = (line: string, value: string, propertyKey?: string) => {
  const token = propertyKey === undefined ? { operator: ':', value } : { operator: '=', value, propertyKey }
  return addToken(line, token)
}

const addToken = (line: string, token: PropertyFilterProps.Token, typed?: string) => {
  const filter = parseFilterText(line)
  const query = toQuery(filter)
  return formatFilterText(fromQuery({ ...query, tokenGroups: [...query.tokenGroups!, token] }, filter, typed))
}

describe('the token filter', () => {
  test.each([
    'eventName=RunInstances eventName=StopInstances',
    'userAgent:=boto3 userName!="ci bot" errorCode!= awsRegion=',
    'requestParameters.bucketName^=my- range=7d',
    'denied "access denied" eventName!^=Describe',
    'bogus!!=x eventName=A',
    'eventName=A userName=b eventName=C',
    '(eventName=A OR userName=b) NOT denied (eventName=B)',
    '(denied OR NOT "two words" OR errorCode!=) userName~=ALICE eventName*=s',
  ])('shows and gives back %s', (line) => {
    const filter = parseFilterText(line)
    expect(fromQuery(toQuery(filter), filter)).toEqual(filter)
  })

  test('shows and gives back every filter, so that tokens and text are the same', () => {
    fc.assert(
      fc.property(anyLine(), (line) => {
        const text = formatFilterText(parseFilterText(line))
        const filter = parseFilterText(text)
        expect(formatFilterText(fromQuery(toQuery(filter), filter))).toBe(text)
      }),
    )
  })

  test('gives back every text as it was, spaces at its ends too', () => {
    const tokens = HOSTILE_TEXTS.map(
      (value) => ({ kind: 'token', field: 'userName', operator: '=', value }) as const,
    )
    const filter = { ...EVERYTHING, tokens }
    expect(fromQuery(toQuery(filter), filter)).toEqual(filter)
  })

  test('a condition without a field and a value, added to a group, is ignored', () => {
    const filter = parseFilterText('(eventName=A OR userName=b)')
    const group = (...tokens: PropertyFilterProps.Token[]) => ({
      ...NOTHING,
      tokenGroups: [{ operation: 'or' as const, tokens }],
    })
    const [a, blank] = [
      { propertyKey: 'eventName', operator: '=', value: 'A' },
      { operator: ':', value: '' },
    ]
    const b = { propertyKey: 'userName', operator: '=', value: 'b' }
    expect(formatFilterText(fromQuery(group(a, b, blank), filter))).toBe('(eventName=A OR userName=b)')
    expect(formatFilterText(fromQuery(group(a, blank), filter))).toBe('eventName=A')
    expect(formatFilterText(fromQuery(group(blank), filter))).toBe('')
  })

  test('makes tokens of typed text that reads as tokens', () => {
    expect(add('readOnly=false', 'requestParameters.bucketName=logs userAgent:=boto3')).toBe(
      'readOnly=false requestParameters.bucketName=logs userAgent:=boto3',
    )
  })

  test('makes a token of a field typed with spaces around its operator', () => {
    expect(add('', 'userName = ci bot')).toBe('userName="ci bot"')
    expect(add('', 'requestParameters.bucketName !^ my-')).toBe('requestParameters.bucketName!^=my-')
    expect(add('', 'errorCode !=')).toBe('errorCode!=')
    expect(add('', 'result = 5')).toBe('result = 5')
  })

  test.each([
    // The typed text, and the token that the input makes of it once it knows the path.
    ['a.b^=my- errorCode!=', { propertyKey: 'a.b', operator: '^', value: '=my- errorCode!=' }],
    ['a.b!:="x y" range=7d', { propertyKey: 'a.b', operator: '!:', value: '="x y" range=7d' }],
    ['a.b=logs userAgent:=boto3', { propertyKey: 'a.b', operator: '=', value: 'logs userAgent:=boto3' }],
    ['a.b!=', { propertyKey: 'a.b', operator: '!=', value: '' }],
  ])('reads the line %s, which begins with a path, as it is written', (line, token) => {
    expect(addToken('eventName=A', token, line)).toBe(
      formatFilterText(parseFilterText(`eventName=A ${line}`)),
    )
  })

  test('uses a selected value as it is, whatever was typed before', () => {
    const picked = { propertyKey: 'a.b', operator: '^', value: '=HYPERLINK() x' }
    expect(addToken('', picked, 'a.b ^ =HYP')).toBe('a.b^="=HYPERLINK() x"')
    expect(addToken('', picked, 'a.b ^ =HYPERLINK() x')).toBe('a.b^="=HYPERLINK() x"')
  })

  test('leaves tokens that nobody touched as they are, though a suggestion writes them in other letters', () => {
    const filter = parseFilterText('eventName=runinstances userName=a')
    const rewritten = { propertyKey: 'eventName', operator: '=', value: 'RunInstances' }
    const user = { propertyKey: 'userName', operator: '=', value: 'a' }
    const after = (...tokens: PropertyFilterProps.Token[]) =>
      formatFilterText(fromQuery({ operation: 'and', tokens: [], tokenGroups: tokens }, filter))
    expect(after(rewritten)).toBe('eventName=runinstances')
    expect(after(rewritten, user, { operator: ':', value: 'word' })).toBe(
      'eventName=runinstances userName=a word',
    )
    expect(after(rewritten, user)).toBe('eventName=RunInstances userName=a')
  })

  test('leaves other text as free text', () => {
    expect(add('eventName=A', 'access denied')).toBe('eventName=A access denied')
    expect(add('one', '"two words"')).toBe('one "two words"')
  })

  test('reads a typed range as the time range', () => {
    expect(add('eventName=A', 'range=12h')).toBe('eventName=A range=12h')
  })

  test('requires that the field does not exist when a token has no value', () => {
    expect(add('', '', 'errorCode')).toBe('errorCode=')
    expect(add('', '(does not exist)', 'errorCode')).toBe('errorCode=')
  })

  test('shows alternatives as a group, and gives a group of values back as tokens of their field', () => {
    const group = (...tokens: PropertyFilterProps.Token[]) => ({ operation: 'or', tokens }) as const
    const name = (value: string) => ({ propertyKey: 'eventName', operator: '=', value })
    const filter = parseFilterText('eventName=A userName=b eventName=C')
    expect(toQuery(filter).tokenGroups).toEqual([
      group(name('A'), name('C')),
      { propertyKey: 'userName', operator: '=', value: 'b' },
    ])
    const changed = (
      line: string,
      ...tokenGroups: (PropertyFilterProps.Token | PropertyFilterProps.TokenGroup)[]
    ) => formatFilterText(fromQuery({ operation: 'and', tokens: [], tokenGroups }, parseFilterText(line)))
    const user = { propertyKey: 'userName', operator: '=', value: 'b' }
    expect(changed('eventName=A', group(name('A'), name('B')))).toBe('eventName=A eventName=B')
    expect(changed('eventName=A', group(name('A'), user))).toBe('(eventName=A OR userName=b)')
    expect(changed('eventName=A denied', group(name('A'), { operator: ':', value: 'denied' }))).toBe(
      '(eventName=A OR denied)',
    )
    expect(changed('', { operator: '!:', value: 'not authorized' })).toBe('NOT text="\\"not authorized\\""')
    expect(
      changed(
        'errorCode!= eventName=A range=7d',
        { propertyKey: 'errorCode', operator: '=', value: '' },
        name('A'),
      ),
    ).toBe('errorCode= eventName=A range=7d')
    expect(
      formatFilterText(
        fromQuery(
          {
            operation: 'or',
            tokens: [],
            tokenGroups: [group(name('A'), user), { operator: ':', value: 'two words' }],
          },
          parseFilterText('(eventName=A OR userName=b) "two words" range=7d'),
        ),
      ),
    ).toBe('(eventName=A OR userName=b OR text="\\"two words\\"") range=7d')
    // A token that leaves its group is one of its own.
    expect(changed('(eventName=A OR userName=b)', name('A'), user)).toBe('eventName=A userName=b')
    expect(changed('(eventName=A OR userName=b) denied', { operator: ':', value: 'denied' }, name('A'))).toBe(
      'eventName=A denied',
    )
  })

  test('does not ask the same twice', () => {
    expect(add('eventName=A', 'A', 'eventName')).toBe('eventName=A')
  })

  test('forgets everything but the time and what it cannot read', () => {
    const filter = parseFilterText('bogus!!=x eventName=A word range=1d')
    expect(formatFilterText(fromQuery(NOTHING, filter))).toBe('bogus!!=x range=1d')
    expect(fromQuery(NOTHING, EVERYTHING)).toEqual(EVERYTHING)
  })
})
