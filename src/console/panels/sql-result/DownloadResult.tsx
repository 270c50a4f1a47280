import ButtonDropdown, { type ButtonDropdownProps } from '@cloudscape-design/components/button-dropdown'
import { downloadSql, type SqlDownloadFormat } from '../../../api/sql.ts'
import { requestAddress } from '../../../api/requestAddress.ts'
import { doubleQuoted, shellSafeQuery } from '../../../filter/tool-commands/toolCommand.ts'
import { currentStore } from '../../models/address/currentStore.ts'
import { saveAddress } from '../../models/queries/downloads.ts'
import { copyAndSay } from '../../ui/announce.ts'

const ITEMS: readonly ButtonDropdownProps.ItemOrGroup[] = [
  {
    id: 'csv',
    text: 'CSV',
    secondaryText: 'For spreadsheets. A text that looks like a formula starts with an apostrophe',
  },
  { id: 'ndjson', text: 'JSON lines', secondaryText: 'An object in each line' },
  { id: 'parquet', text: 'Parquet', secondaryText: 'Columns with their types, for analysis tools' },
  {
    id: 'curl',
    text: 'Copy as curl',
    secondaryText: 'The command that downloads the JSON lines',
    iconName: 'script',
  },
]

/** Downloads all rows of the result of a statement, which is run again for it. */
export function DownloadResult({ query }: { readonly query: string }) {
  const addressAs = (format: SqlDownloadFormat) =>
    requestAddress(downloadSql, { query, format, store: currentStore() ?? undefined })
  return (
    <ButtonDropdown
      items={ITEMS}
      expandToViewport
      onItemClick={({ detail: { id } }) => {
        if (id !== 'curl') saveAddress(addressAs(id as SqlDownloadFormat))
        else void copyAndSay(sqlCurlCommand(location.origin, addressAs('ndjson')), 'the command')
      }}
    >
      Download
    </ButtonDropdown>
  )
}

const sqlCurlCommand = (origin: string, address: string): string =>
  `curl -fsS ${doubleQuoted(origin + shellSafeQuery(address))}`
