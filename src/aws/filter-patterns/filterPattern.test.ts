import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseFilterPattern } from './filterPattern.ts'
import { matchPattern, selectorsIn } from './matchPattern.ts'

const matches = (pattern: string, event: object | string): boolean =>
  matchPattern(parseFilterPattern(pattern), typeof event === 'string' ? event : JSON.stringify(event)) !==
  null

describe('JSON patterns', () => {
  const denied = {
    eventName: 'RunInstances',
    errorCode: 'Client.UnauthorizedOperation',
    userIdentity: { type: 'IAMUser', mfa: false, invokedBy: null },
    count: 12,
    items: [{ id: 'a' }, { id: 'b', 'odd name': 1 }],
  }

  it.each([
    ['{ $.errorCode = "*UnauthorizedOperation" }', true],
    ['{ ($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied*") }', true],
    ['{$.eventName=RunInstances}', true],
    ['{ $.eventName = "runinstances" }', false],
    ['{ $.eventName != "StopInstances" }', true],
    ['{ $.nothing != "StopInstances" }', false],
    ['{ $.nothing NOT EXISTS && $.eventName EXISTS }', true],
    ['{ $.userIdentity.invokedBy IS NULL }', true],
    ['{ $.userIdentity.mfa IS FALSE }', true],
    ['{ $.userIdentity.mfa is true }', false],
    ['{ $.userIdentity.mfa = false }', true],
    ['{ $.count > 11.5 && $.count <= 12 }', true],
    ['{ $.count = 12.0 }', true],
    ['{ $.count = 1* }', true],
    ['{ $.count = "12" }', false],
    ['{ $.items[1].id = "b" }', true],
    ['{ $.items[0].id = "b" }', false],
    ['{ $.items[*].id = "b" }', true],
    ["{ $.items[1]['odd name'] = 1 }", true],
    ['{ $.eventName = "No" && $.count = 12 || $.count = 12 }', true],
    ['{ $.eventName = "No" && ($.count = 12 || $.count = 12) }', false],
  ])('%s', (pattern, expected) => {
    expect(matches(pattern, denied)).toBe(expected)
  })

  it('match no event that is not JSON', () => {
    expect(matches('{ $.a NOT EXISTS }', 'ERROR { not JSON')).toBe(false)
  })

  it.each([
    ['{ $.a }', /=, !=, .* is expected at position 7/],
    ['{ $.a = }', /a value is expected at position 9/],
    ['{ a = 1 }', /a selector such as \$\.eventName is expected at position 3/],
    ['{ $.a = 1', /\} is expected at position 10, but there is the end/],
    ['{ ($.a = 1 }', /\) is expected/],
    ['{ $.a = 1 } more', /nothing more is expected/],
    ['{ $.a = "open }', /without its closing quotation mark at position 9/],
    ['{ $.a = %Trail$% }', /regular expression/],
    ['{ $.a > "5" }', /a number after >/],
    ['{ $ = 1 }', /not a selector/],
    [`{ ${'('.repeat(40)}$.a = 1${')'.repeat(40)} }`, /30 parentheses/],
  ])('says what is wrong with %s', (pattern, problem) => {
    expect(() => parseFilterPattern(pattern)).toThrow(problem)
  })
})

describe('any JSON pattern', () => {
  type Plain =
    | { readonly all: readonly Plain[] }
    | { readonly any: readonly Plain[] }
    | { readonly name: string; readonly is: '=' | '!=' | 'EXISTS' | 'NOT EXISTS'; readonly value: string }

  const name = fc.constantFrom('a', 'b', 'c')
  const value = fc.constantFrom('x', 'y', 'x y', 'say "x"', '\\')
  const { plain } = fc.letrec<{ plain: Plain }>((tie) => ({
    plain: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      fc.record({
        name,
        is: fc.constantFrom('=', '!=', 'EXISTS', 'NOT EXISTS'),
        value,
      }) as fc.Arbitrary<Plain>,
      fc.record({ all: fc.array(tie('plain'), { minLength: 1, maxLength: 3 }) }),
      fc.record({ any: fc.array(tie('plain'), { minLength: 1, maxLength: 3 }) }),
    ),
  }))

  function print(condition: Plain): string {
    if ('all' in condition) return condition.all.map((part) => `(${print(part)})`).join(' && ')
    if ('any' in condition)
      return condition.any.map((part) => ('any' in part ? `(${print(part)})` : print(part))).join('||')
    const { name: member, is, value: wanted } = condition
    const quoted = `"${wanted.replaceAll(/["\\]/g, '\\$&')}"`
    return `$.${member} ${is.endsWith('EXISTS') ? is : `${is} ${quoted}`}`
  }

  function means(condition: Plain, event: Readonly<Record<string, string>>): boolean {
    if ('all' in condition) return condition.all.every((part) => means(part, event))
    if ('any' in condition) return condition.any.some((part) => means(part, event))
    const own = event[condition.name]
    if (condition.is === 'EXISTS') return own !== undefined
    if (condition.is === 'NOT EXISTS') return own === undefined
    return own !== undefined && (own === condition.value) === (condition.is === '=')
  }

  it('means what its parts mean, && before ||', () => {
    const event = fc.dictionary(name, value)
    fc.assert(
      fc.property(plain, event, (condition, each) => {
        expect(matches(`{ ${print(condition)} }`, each)).toBe(means(condition, each))
      }),
    )
  })

  it('is read, or refused with a sentence', () => {
    const parts = fc.array(
      fc.constantFrom(
        '{',
        '}',
        '(',
        ')',
        '&&',
        '||',
        '=',
        '!=',
        '<',
        '$.a',
        '$',
        '[',
        ']',
        ',',
        '"x"',
        '"',
        '...',
        '%',
        'IS',
        'NULL',
        '-',
        '?',
        '4*',
      ),
      { maxLength: 12 },
    )
    fc.assert(
      fc.property(parts, (pieces) => {
        try {
          matches(pieces.join(' '), '{"a":1}')
        } catch (error) {
          expect((error as Error).message).toMatch(/^Invalid .*\.$/)
        }
      }),
    )
  })
})

describe('text patterns', () => {
  it.each([
    ['', true],
    ['ERROR', true],
    ['ERROR WARN', false],
    ['"no such file"', true],
    ['ERROR -disk', false],
    ['?WARN ?ERROR', true],
    ['?WARN ?FATAL', false],
    ['error', false],
  ])('%s', (pattern, expected) => {
    expect(matches(pattern, 'ERROR: no such file on disk')).toBe(expected)
  })

  it('says which term needs quotation marks', () => {
    expect(() => parseFilterPattern('a:b')).toThrow("Invalid character(s) in term 'a:b'")
  })
})

describe('patterns of columns', () => {
  const line = '127.0.0.1 - frank [10/Oct/2000:13:25:15 -0700] "GET /index.html HTTP/1.0" 404 1534'

  it.each([
    ['[ip, id, user, time, request, status, bytes]', true],
    ['[ip, id, user, time, request = *.html*, status = 4*, bytes > 1000]', true],
    ['[ip, id, user, time, request, status = 200 || status = 404, bytes]', true],
    ['[ip, id, user, time, request, status = 5*, bytes]', false],
    ['[ip, ..., bytes]', true],
    ['[..., status = 404, bytes]', true],
    ['[ip, user]', false],
  ])('%s', (pattern, expected) => {
    expect(matches(pattern, line)).toBe(expected)
  })

  it('give values to their columns', () => {
    const pattern = parseFilterPattern('[ip, ..., status, bytes]')
    expect(selectorsIn(pattern)).toEqual(['$ip', '$status', '$bytes'])
    expect(matchPattern(pattern, line)!.valueOf('$bytes')).toBe('1534')
  })
})
