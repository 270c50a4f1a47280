import Button from '@cloudscape-design/components/button'
import Input, { type InputProps } from '@cloudscape-design/components/input'
import { useId, useState, type ReactNode, type Ref } from 'react'
import { SQL_QUESTIONS } from '../../../sql/questions/questions.ts'
import { followLink } from '../../models/address/followLink.ts'
import { addressOf } from '../../models/address/useView.ts'
import {
  deleteStatement,
  saveStatement,
  useSavedStatements,
} from '../../models/preferences/useSavedStatements.ts'
import type { SavedStatement } from '../../models/preferences/savedStatements.ts'
import { sqlPage } from '../../routes.ts'
import { announce } from '../../ui/announce.ts'
import { spellOutInvisible } from '../../ui/invisibleCharacters.ts'
import { SafeText } from '../../ui/SafeText.tsx'
import { questionGroups } from './questionGroups.ts'
import './SqlQuestions.css'

export interface SqlQuestionsProps {
  /** Puts the statement in the editor and runs it. */
  readonly onPick: (sql: string) => void
  readonly searchRef?: Ref<InputProps.Ref>
}

/** The user's saved queries, and the common questions by topic; all of them by a search. */
export function SqlQuestions({ onPick, searchRef }: SqlQuestionsProps) {
  const [search, setSearch] = useState('')
  const saved = useSavedStatements(({ statements }) => statements)
  const [deleted, setDeleted] = useState<SavedStatement | null>(null)
  const groups = questionGroups(saved, SQL_QUESTIONS, search)
  return (
    <div className="sql-questions">
      <div className="sql-questions__search">
        <Input
          {...(searchRef && { ref: searchRef })}
          type="search"
          value={search}
          onChange={({ detail }) => setSearch(detail.value)}
          ariaLabel="Search queries"
          clearAriaLabel="Clear"
          placeholder="Search queries"
        />
      </div>
      {deleted && (
        <p className="sql-questions__deleted">
          Deleted “<SafeText text={deleted.name} />”{' '}
          <Button
            variant="inline-link"
            onClick={() => {
              saveStatement(deleted)
              setDeleted(null)
            }}
          >
            Undo
          </Button>
        </p>
      )}
      {groups.length === 0 && <p className="sql-questions__none">No query matches “{search.trim()}”.</p>}
      {groups.map(({ title, questions }) => (
        <QuestionGroup key={title} title={title}>
          {questions.map(({ name, sentence, sql, isSaved }) => (
            <li key={name} className="sql-questions__question">
              <a
                href={addressOf(sqlPage(sql))}
                className="sql-questions__link"
                onClick={(domEvent) => followLink(domEvent, () => onPick(sql))}
              >
                <span className="sql-questions__name">
                  <SafeText text={name} />
                </span>
                <span className="sql-questions__sentence">
                  <SafeText text={sentence} />
                </span>
              </a>
              {isSaved && (
                <Button
                  variant="inline-icon"
                  iconName="remove"
                  ariaLabel={`Delete ${spellOutInvisible(name)}`}
                  onClick={() => {
                    deleteStatement(name)
                    setDeleted({ name, sql })
                    announce(`Deleted ${spellOutInvisible(name)}`)
                  }}
                />
              )}
            </li>
          ))}
        </QuestionGroup>
      ))}
    </div>
  )
}

function QuestionGroup({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const id = useId()
  return (
    <section className="sql-questions__group">
      <h3 id={id} className="sql-questions__title">
        {title}
      </h3>
      <ul aria-labelledby={id} className="sql-questions__list">
        {children}
      </ul>
    </section>
  )
}
