import { problemOfName } from '../../models/preferences/savedStatements.ts'
import { saveStatement, useSavedStatements } from '../../models/preferences/useSavedStatements.ts'
import { announce } from '../../ui/announce.ts'
import { spellOutInvisible } from '../../ui/invisibleCharacters.ts'
import { NameDialog } from '../../ui/NameDialog.tsx'

export interface SaveStatementDialogProps {
  readonly sql: string
  readonly onClose: () => void
}

/** Saves a statement under a name, in this browser. */
export function SaveStatementDialog({ sql, onClose }: SaveStatementDialogProps) {
  const saved = useSavedStatements()
  return (
    <NameDialog
      header="Save query"
      submit="Save"
      initialName={saved.statements.find((each) => each.sql === sql)?.name ?? ''}
      problemOf={(name) => problemOfName(name, saved)}
      onSubmit={async (name) => {
        saveStatement({ name, sql })
        announce(`Saved ${spellOutInvisible(name)}`)
      }}
      onClose={onClose}
    >
      The query is kept in this browser, under Queries. A query of the same name is replaced.
    </NameDialog>
  )
}
