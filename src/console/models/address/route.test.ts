import { describe, expect, test } from 'vitest'
import { ROUTES } from '../../routes.ts'
import { matchPath, printPath } from './route.ts'

describe('the path of a route', () => {
  test('matches addresses that have a segment for each name', () => {
    expect(matchPath('/', '/')).toEqual({})
    expect(matchPath('/load-report', '/load-report')).toEqual({})
    expect(matchPath('/events/:id', '/events/a%2Fb/')).toEqual({ id: 'a/b' })
  })

  test.each([
    ['/', '/events'],
    ['/load-report', '/'],
    ['/load-report', '/load-reports'],
    ['/events/:id', '/events'],
    ['/events/:id', '/events/'],
    ['/events/:id', '/events/a/b'],
    ['/events/:id', '/event/a'],
  ])('%s is not %s', (path, pathname) => {
    expect(matchPath(path, pathname)).toBeNull()
  })

  test('is printed as it is read', () => {
    for (const id of ['a', 'a/b', 'ä?#%', ':id']) {
      const printed = printPath('/events/:id', { id })
      expect(matchPath('/events/:id', printed)).toEqual({ id })
    }
  })

  test('is one route’s alone, as are its kind and title', () => {
    for (const of of ['kind', 'path', 'title'] as const)
      expect(new Set(ROUTES.map((route) => route[of])).size, of).toBe(ROUTES.length)
  })
})
