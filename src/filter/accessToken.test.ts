import { describe, expect, test } from 'vitest'
import {
  accessTokensIn,
  textWithoutAccessToken,
  withoutAccessToken,
  withoutAccessTokens,
} from './accessToken.ts'
import { printFilter, readFilter, readParams } from './params.ts'
import { formatFilterText, parseFilterText } from './text.ts'

describe('an access token', () => {
  test.each([
    ['?token=T', ''],
    ['token=T', ''],
    ['?token', ''],
    ['?token=T&eventName=A', '?eventName=A'],
    ['?eventName=A&token=T&range=7d&token=U', '?eventName=A&range=7d'],
    ['?%74oken=T&userName:=a%2Bb', '?userName:=a%2Bb'],
    ['?requestParameters.token=T&Token=U', '?requestParameters.token=T&Token=U'],
    ['?userName=%E0%A4%A&token=%E0%A4%A', '?userName=%E0%A4%A'],
    ['', ''],
  ])('is removed from a query, and nothing else: %s', (query, left) => {
    expect(withoutAccessToken(query)).toBe(left)
  })

  test('is found in a query, as often as it is there', () => {
    expect(accessTokensIn('?token=a%2Bb+c&x=1&%74oken=d=e&token')).toEqual(['a+b c', 'd=e', 'token'])
  })

  test('is not a condition, with any operator; a record member with that name is written with a backslash', () => {
    const filter = readFilter([
      ['token', 'T'],
      ['token!', 'T'],
      ['token!^', 'T'],
      ['eventName', 'A'],
      ['bogus!!', 'x'],
    ])
    expect(filter.tokens.map(({ kind }) => kind)).toEqual([
      'unreadable',
      'unreadable',
      'unreadable',
      'token',
      'unreadable',
    ])
    expect(printFilter(withoutAccessTokens(filter))).toBe('eventName=A&bogus!!=x')
    expect(readParams([['token', 'T']]).reasons).toEqual([
      '“token” is the access token of a console, not a field. Write \\token for a record member with this name.',
    ])
    const member = parseFilterText('\\token=T \\token!=U')
    expect(member.tokens).toMatchObject([
      { kind: 'token', field: 'token', operator: '=' },
      { kind: 'token', field: 'token', operator: '!=' },
    ])
    expect(withoutAccessTokens(member)).toBe(member)
    expect(parseFilterText(formatFilterText(member))).toEqual(member)
    expect(readFilter(new URLSearchParams(printFilter(member)))).toEqual(member)
  })

  test.each([
    ['http://10.0.0.1:4700/?token=T', 'http://10.0.0.1:4700/'],
    [
      'https://console.example/events/x?token=T&readOnly=false#a',
      'https://console.example/events/x?readOnly=false#a',
    ],
    ['?eventName=A&token=T', '?eventName=A'],
    ['eventName=A token=T range=7d', 'eventName=A range=7d'],
    ['token="T U" eventName="A B"', 'eventName="A B"'],
    ['GET /?token=T of a log', 'GET /?token=T of a log'],
    ['a word and token=T', 'a word and token=T'],
    ['', ''],
  ])('is removed from pasted text: %s', (text, left) => {
    expect(textWithoutAccessToken(text)).toBe(left)
  })
})
