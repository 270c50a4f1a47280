import { describe, expect, it } from 'vitest'
import { problemOfName, readSavedStatements, withoutStatement, withStatement } from './savedStatements.ts'

const saved = (...names: readonly string[]) =>
  readSavedStatements({ statements: names.map((name) => ({ name, sql: `SELECT '${name}'` })) })

describe('saved SQL queries', () => {
  it('are in the order of their names, one of each', () => {
    const all = withStatement(saved('b', 'a'), { name: 'b', sql: 'SELECT 2' })
    expect(all.statements).toEqual([
      { name: 'a', sql: "SELECT 'a'" },
      { name: 'b', sql: 'SELECT 2' },
    ])
    expect(withoutStatement(all, 'a').statements.map(({ name }) => name)).toEqual(['b'])
  })

  it('survive whatever is in storage', () => {
    for (const stored of [
      null,
      3,
      {},
      { statements: 'x' },
      { statements: [1, { name: '' }, { name: 'a', sql: '' }] },
    ])
      expect(readSavedStatements(stored).statements).toEqual([])
    expect(readSavedStatements({ statements: [{ name: ' a ', sql: 'SELECT 1' }, null] }).statements).toEqual([
      { name: 'a', sql: 'SELECT 1' },
    ])
  })

  it('need a name of reasonable length, and are not endless', () => {
    expect(problemOfName(' ', saved())).toBe('Enter a name.')
    expect(problemOfName('x'.repeat(101), saved())).toMatch(/at most 100 characters/)
    expect(problemOfName('a', saved('a'))).toBeNull()
    const full = saved(...Array.from({ length: 200 }, (_, at) => `query ${at}`))
    expect(problemOfName('one more', full)).toMatch(/^200 queries are saved/)
    expect(problemOfName('query 3', full)).toBeNull()
  })
})
