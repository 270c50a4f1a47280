import type { SQL_QUESTIONS } from '../../../sql/questions/questions.ts'
import type { SavedStatement } from '../../models/preferences/savedStatements.ts'

type CommonQuery = (typeof SQL_QUESTIONS)[number]

interface ListedQuestion {
  readonly name: string
  readonly sentence: string
  readonly sql: string
  readonly isSaved: boolean
}

export interface QuestionGroup {
  readonly title: string
  readonly questions: readonly ListedQuestion[]
}

/** The user's own first, then the common ones by topic; only those with every word of the search. */
export function questionGroups(
  saved: readonly SavedStatement[],
  common: readonly CommonQuery[],
  search: string,
): readonly QuestionGroup[] {
  const words = search.toLowerCase().split(/\s+/)
  const isFound = ({ name, sentence, sql }: ListedQuestion) => {
    const text = `${name} ${sentence} ${sql}`.toLowerCase()
    return words.every((word) => text.includes(word))
  }
  const topics = [...new Set(common.map(({ group }) => group))]
  return [
    { title: 'Saved by you', questions: saved.map(savedQuestion) },
    ...topics.map((topic) => ({
      title: topic,
      questions: common.filter(({ group }) => group === topic).map(commonQuestion),
    })),
  ]
    .map(({ title, questions }) => ({ title, questions: questions.filter(isFound) }))
    .filter(({ questions }) => questions.length > 0)
}

const commonQuestion = ({ title, sentence, sql }: CommonQuery): ListedQuestion => ({
  name: title,
  sentence,
  sql,
  isSaved: false,
})

const LONGEST_LINE = 120

const savedQuestion = ({ name, sql }: SavedStatement): ListedQuestion => {
  const line = sql.replaceAll(/\s+/g, ' ').trim()
  return {
    name,
    sentence: line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)}…` : line,
    sql,
    isSaved: true,
  }
}
