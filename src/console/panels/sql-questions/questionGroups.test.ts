import { expect, it } from 'vitest'
import { questionGroups } from './questionGroups.ts'

const COMMON = [
  { id: 'a', title: 'Root user', sentence: 'What root did.', group: 'Sign-in', sql: 'SELECT 1' },
  { id: 'b', title: 'Who deleted it?', sentence: 'Deletions.', group: 'Changes', sql: "SELECT 'Delete'" },
  { id: 'c', title: 'Failed', sentence: 'Guesses.', group: 'Sign-in', sql: 'SELECT 3' },
]

const found = (search: string) =>
  questionGroups([{ name: 'Mine', sql: 'SELECT\n  42' }], COMMON, search).map(
    ({ title, questions }) => `${title}: ${questions.map(({ name }) => name).join(', ')}`,
  )

it('lists saved queries first, then the common ones by topic', () => {
  expect(found('')).toEqual(['Saved by you: Mine', 'Sign-in: Root user, Failed', 'Changes: Who deleted it?'])
})

it('finds every word of the search in name, sentence or statement, in any case', () => {
  expect(found('ROOT what')).toEqual(['Sign-in: Root user'])
  expect(found("'delete'")).toEqual(['Changes: Who deleted it?'])
  expect(found('42')).toEqual(['Saved by you: Mine'])
  expect(found('root 42')).toEqual([])
})
