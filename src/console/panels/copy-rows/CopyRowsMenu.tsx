import { currentColumns } from '../../models/address/useShownColumns.ts'
import { currentPreferences } from '../../models/preferences/usePreferences.ts'
import { eventQuery } from '../../models/queries/useEventsById.ts'
import { notesOn } from '../../models/queries/notes.ts'
import { queryClient } from '../../models/queries/queryClient.ts'
import { recordQuery } from '../../models/queries/useRecord.ts'
import { announce, copyAndSay } from '../../ui/announce.ts'
import { ContextMenu, type MenuPlace } from '../../ui/ContextMenu.tsx'
import { countOf } from '../../ui/numbers.ts'
import { rowsAsJson, rowsAsMarkdown, rowsAsTsv, type CopiedRow } from './rowsAs.ts'

/** The rows to copy, by `CloudTrailEvent.id`, and where to open the menu. */
export interface RowsToCopy {
  readonly ids: readonly string[]
  readonly place: MenuPlace
}

const FORMS = [
  { label: 'JSON', detail: 'Original records', print: rowsAsJson },
  { label: 'TSV', detail: 'Visible columns, for a spreadsheet', print: rowsAsTsv },
  { label: 'Markdown', detail: 'Visible columns, as a table', print: rowsAsMarkdown },
]

/** The menu of formats for copied rows. */
export function CopyRowsMenu({ ids, place, onClose }: RowsToCopy & { readonly onClose: () => void }) {
  const what = countOf(ids.length, 'row')
  const copyAs = async ({ label, print }: (typeof FORMS)[number]) => {
    try {
      const rows = await Promise.all(ids.map(rowOf))
      const shown = { columns: currentColumns().names, zone: currentPreferences().zone }
      await copyAndSay(print(rows, shown), `${what} as ${label}`)
    } catch (error) {
      announce(error instanceof Error ? error.message : String(error))
    }
  }
  return (
    <ContextMenu
      label={`Copy ${what} as`}
      groups={[
        {
          title: `Copy ${what} as`,
          items: FORMS.map((form) => ({
            label: form.label,
            detail: form.detail,
            run: () => void copyAs(form),
          })),
        },
      ]}
      place={place}
      onClose={onClose}
    />
  )
}

async function rowOf(id: string): Promise<CopiedRow> {
  const [{ event }, recordText] = await Promise.all([
    queryClient.fetchQuery(eventQuery(id)),
    queryClient.fetchQuery(recordQuery(id)),
  ])
  return { event, notes: notesOn(event), recordText }
}
