import Alert from '@cloudscape-design/components/alert'
import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import Header from '@cloudscape-design/components/header'
import Link from '@cloudscape-design/components/link'
import Pagination from '@cloudscape-design/components/pagination'
import Table, { type TableProps } from '@cloudscape-design/components/table'
import { useState } from 'react'
import { readLogFileKey } from '../../../cloudtrail/logFileKey.ts'
import { usePreferences } from '../../models/preferences/usePreferences.ts'
import { nameIn, useFolder, type BucketObject, type BucketPlace } from '../../models/trails/bucketObjects.ts'
import { spellOutInvisible } from '../../ui/invisibleCharacters.ts'
import { formatBytes } from '../../ui/numbers.ts'
import { SafeText } from '../../ui/SafeText.tsx'
import { formatTime, type Zone } from '../../ui/time.ts'
import type { BucketLinks } from './bucketLinks.ts'
import { DownloadObjectButton } from './DownloadObjectButton.tsx'

export interface FolderTableProps extends BucketLinks {
  readonly place: BucketPlace
  /** Empty, or with a slash at the end. */
  readonly folder: string
}

/** A folder or an object in the table. */
interface Item {
  readonly path: string
  readonly object: BucketObject | null
}

/** What is in a folder of the bucket, a page at a time. */
export function FolderTable({ place, folder, ...links }: FolderTableProps) {
  const zone = usePreferences((preferences) => preferences.zone)
  // What asks for each page so far: S3 only leads from one to the next.
  const [tokens, setTokens] = useState<readonly (string | null)[]>([null])
  const [page, setPage] = useState(0)
  const { data, error, isFetching, refetch } = useFolder(place, folder, tokens[page] ?? null)
  const next = data?.next ?? null
  const turn = (to: number) => {
    if (to >= tokens.length) setTokens([...tokens, next])
    setPage(to)
  }
  const items: readonly Item[] = [
    ...(data?.folders ?? []).map((path) => ({ path, object: null })),
    ...(data?.objects ?? []).map((object) => ({ path: object.Key, object })),
  ]
  return (
    <Table
      items={items}
      trackBy="path"
      variant="container"
      loading={!data && !error}
      loadingText="Loading the folder"
      resizableColumns
      columnDefinitions={columnsOf(place, zone, links)}
      header={
        <Header
          variant="h2"
          actions={
            <Button
              iconName="refresh"
              ariaLabel="Refresh the folder"
              loading={isFetching}
              onClick={() => void refetch()}
            />
          }
        >
          <SafeText text={folder === '' ? place.bucket : nameIn(folder)} />
        </Header>
      }
      pagination={
        (page > 0 || next !== null) && (
          <Pagination
            currentPageIndex={page + 1}
            pagesCount={Math.max(tokens.length, page + (next === null ? 1 : 2))}
            openEnd={next !== null}
            onChange={({ detail }) => turn(detail.currentPageIndex - 1)}
          />
        )
      }
      empty={
        error ? (
          <Alert type="error" header="The folder could not be listed">
            {error.message}
          </Alert>
        ) : (
          <Box textAlign="center" color="inherit">
            There is nothing here yet. A trail delivers its first log file some minutes after an event.
          </Box>
        )
      }
    />
  )
}

const columnsOf = (
  place: BucketPlace,
  zone: Zone,
  links: BucketLinks,
): TableProps.ColumnDefinition<Item>[] => [
  {
    id: 'name',
    header: 'Name',
    isRowHeader: true,
    minWidth: 240,
    cell: (item) => <Name item={item} {...links} />,
  },
  {
    id: 'size',
    header: 'Size',
    width: 110,
    cell: ({ object }) => (object ? formatBytes(object.Size) : '-'),
  },
  {
    id: 'modified',
    header: 'Last modified',
    width: 240,
    cell: ({ object }) => (object ? formatTime(object.LastModified, zone) : '-'),
  },
  {
    id: 'actions',
    header: 'Actions',
    width: 130,
    cell: ({ object }) => object && <DownloadObjectButton place={place} objectKey={object.Key} />,
  },
]

function Name({
  item: { path, object },
  addressOf,
  onPath,
  onLogFile,
}: { readonly item: Item } & BucketLinks) {
  if (object && readLogFileKey(path)) return <LogFileButton objectKey={path} onLogFile={onLogFile} />
  return (
    <Link
      href={addressOf(path)}
      onFollow={(domEvent) => {
        domEvent.preventDefault()
        onPath(path)
      }}
    >
      <SafeText text={object ? nameIn(path) : `${nameIn(path)}/`} />
    </Link>
  )
}

/** Opens a log file: its events. */
function LogFileButton({
  objectKey,
  onLogFile,
}: { readonly objectKey: string } & Pick<BucketLinks, 'onLogFile'>) {
  const [isBusy, setBusy] = useState(false)
  const name = spellOutInvisible(nameIn(objectKey))
  return (
    <Button
      variant="inline-link"
      ariaLabel={`Show the events of ${name}`}
      loading={isBusy}
      onClick={() => {
        setBusy(true)
        void onLogFile(objectKey).finally(() => setBusy(false))
      }}
    >
      {name}
    </Button>
  )
}
