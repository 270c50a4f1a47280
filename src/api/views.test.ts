import { describe, expect, test } from 'vitest'
import { LONGEST_DESCRIPTION, LONGEST_NAME, LONGEST_QUERY, problemOfView } from './views.ts'

const VIEW = { name: 'Denied calls', description: 'Who was refused', query: 'errorCode=AccessDenied' }

describe('a saved view', () => {
  test.each([
    ['as people write them', {}],
    ['without a description and a filter', { description: '', query: '' }],
    ['with a name of one character', { name: '…' }],
    ['with dots in its name', { name: '...' }],
    ['with a slash and what looks like an address in its name', { name: '../a/b?c#d' }],
    [
      'of the greatest lengths',
      {
        name: 'n'.repeat(LONGEST_NAME),
        description: 'd'.repeat(LONGEST_DESCRIPTION),
        query: 'q'.repeat(LONGEST_QUERY),
      },
    ],
    ['with lines in its description', { description: 'one\ntwo' }],
    ['with a whole surrogate pair', { name: '🐿', description: '🐿', query: '🐿' }],
  ])('can be saved %s', (_, changed) => {
    expect(problemOfView({ ...VIEW, ...changed })).toBeNull()
  })

  test.each([
    ['name', '', 'Enter a name.'],
    ['name', ' a', 'cannot begin or end with a space'],
    ['name', 'a ', 'cannot begin or end with a space'],
    ['name', '.', 'an address cannot end like that'],
    ['name', '..', 'an address cannot end like that'],
    ['name', 'a\nb', 'without control characters'],
    ['name', 'a\u0000b', 'without control characters'],
    ['name', 'a\ud800b', 'without control characters'],
    ['name', 'n'.repeat(LONGEST_NAME + 1), 'The name of a view can have at most 100 characters.'],
    [
      'description',
      'd'.repeat(LONGEST_DESCRIPTION + 1),
      'The description of a view can have at most 500 characters.',
    ],
    ['description', '\udc00', 'description'],
    ['query', 'q'.repeat(LONGEST_QUERY + 1), 'The query of a view can have at most 8,000 characters.'],
    ['query', '\ud800', 'query'],
  ] as const)('cannot be saved with the %s %j', (field, text, reason) => {
    expect(problemOfView({ ...VIEW, [field]: text })).toEqual({
      field,
      reason: expect.stringContaining(reason) as unknown,
    })
  })
})
