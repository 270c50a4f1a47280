import Alert from '@cloudscape-design/components/alert'
import Button from '@cloudscape-design/components/button'
import Header from '@cloudscape-design/components/header'
import Link from '@cloudscape-design/components/link'
import { useEffect, useRef, useState } from 'react'
import { LOG_TABLE_NAME } from '../../../cloudtrail/logTable.ts'
import { notesOnSql, useOpenedAsSql } from '../../models/address/openAsSql.ts'
import { go } from '../../models/address/useView.ts'
import { useCommands } from '../../models/commands/useCommands.ts'
import { keyName } from '../../models/commands/keys.ts'
import { usePreferences } from '../../models/preferences/usePreferences.ts'
import { SqlEditor, type SqlEditorHandle } from '../../panels/sql-editor/SqlEditor.tsx'
import { QuestionsDialog } from '../../panels/sql-questions/QuestionsDialog.tsx'
import { SaveStatementDialog } from '../../panels/sql-questions/SaveStatementDialog.tsx'
import { SqlQuestions } from '../../panels/sql-questions/SqlQuestions.tsx'
import { resultSentence } from '../../panels/sql-result/resultSentence.ts'
import { SqlResult } from '../../panels/sql-result/SqlResult.tsx'
import { SQL_ROWS, type PageOf } from '../../routes.ts'
import { speak } from '../../ui/announce.ts'
import { DialogBoundary } from '../../ui/DialogBoundary.tsx'
import { countOf } from '../../ui/numbers.ts'
import { PartBoundary } from '../../ui/PartBoundary.tsx'
import { SafeText } from '../../ui/SafeText.tsx'
import { ConsoleShell } from '../ConsoleShell.tsx'
import { RunProblem } from './RunProblem.tsx'
import { RunProgress } from './RunProgress.tsx'
import { useSqlRun } from './useSqlRun.ts'
import './SqlPage.css'

const MOST_ROWS = Math.max(...SQL_ROWS) as (typeof SQL_ROWS)[number]

/** Questions about the events in SQL, as Athena has it: the statement, its result, and common ones. */
export function SqlPage({ page }: { readonly page: PageOf<'sql'> }) {
  const sql = useSqlRun(page)
  const { text, shown, problem, elapsedMs } = sql
  const zone = usePreferences((preferences) => preferences.zone)
  const opened = useOpenedAsSql()
  const notes = notesOnSql(opened, page.query)
  const [dialog, setDialog] = useState<'questions' | 'save' | null>(null)
  const editor = useRef<SqlEditorHandle>(null)
  const canSave = text.trim() !== ''

  useCommands({
    runSql: sql.run,
    sqlQuestions: () => setDialog('questions'),
    saveSql: canSave ? () => setDialog('save') : undefined,
  })
  useEffect(() => {
    if (shown) speak(resultSentence(shown))
  }, [shown])

  const isRunning = elapsedMs !== null
  return (
    <ConsoleShell height="page">
      <div className="sql-page">
        <Header
          variant="h1"
          description={
            <>
              Ask about the events in SQL, as in Amazon Athena: the table <code>{LOG_TABLE_NAME}</code>
              {sql.events === undefined ? '' : ` has ${countOf(sql.events, 'event')}, one in each row`}.{' '}
              <Link href="/docs/sql/" target="_blank" variant="primary" fontSize="inherit">
                How to ask
              </Link>
            </>
          }
        >
          SQL
        </Header>
        {notes.length > 0 && (
          <Alert type="warning" header="Not all of the filter is in this query">
            <ul className="sql-page__notes">
              {notes.map((note) => (
                <li key={note}>
                  <SafeText text={note} />
                </li>
              ))}
            </ul>
          </Alert>
        )}
        <PartBoundary name="The editor">
          <SqlEditor
            ref={editor}
            text={text}
            onText={sql.change}
            onRun={sql.run}
            problemAt={problem?.position ?? null}
          />
        </PartBoundary>
        {problem && <RunProblem text={text} problem={problem} onGoTo={(at) => editor.current?.goTo(at)} />}
        <div className="sql-page__actions">
          <Button variant="primary" onClick={isRunning ? sql.cancel : sql.run}>
            {isRunning ? 'Cancel' : 'Run'}
          </Button>
          <Button onClick={() => setDialog('questions')}>Queries</Button>
          <Button disabled={!canSave} onClick={() => setDialog('save')}>
            Save
          </Button>
          <span className="sql-page__keys">
            <kbd>{keyName('Mod+Enter')}</kbd> runs the query
          </span>
          <RunProgress {...sql} />
        </div>
        {shown ? (
          <PartBoundary name="The result" resetKeys={[shown]}>
            {text !== shown.query && !isRunning && (
              <p className="sql-page__changed">This is the result of the query as it was run before.</p>
            )}
            <SqlResult
              result={shown}
              running={isRunning}
              shows={page.shows}
              onShows={(shows) => go({ ...page, shows }, 'replace')}
              moreRows={
                shown.maxRows < MOST_ROWS
                  ? { count: MOST_ROWS, show: () => go({ ...page, rows: MOST_ROWS }, 'replace') }
                  : null
              }
              zone={zone}
            />
          </PartBoundary>
        ) : (
          !isRunning && (
            <PartBoundary name="The queries">
              <h2 className="sql-page__title">Common queries</h2>
              <SqlQuestions onPick={sql.runText} />
            </PartBoundary>
          )
        )}
      </div>
      {dialog === 'questions' && (
        <DialogBoundary onClose={() => setDialog(null)}>
          <QuestionsDialog onPick={sql.runText} onClose={() => setDialog(null)} />
        </DialogBoundary>
      )}
      {dialog === 'save' && (
        <DialogBoundary onClose={() => setDialog(null)}>
          <SaveStatementDialog sql={text} onClose={() => setDialog(null)} />
        </DialogBoundary>
      )}
    </ConsoleShell>
  )
}
