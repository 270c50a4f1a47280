import Header from '@cloudscape-design/components/header'
import SegmentedControl from '@cloudscape-design/components/segmented-control'
import Select from '@cloudscape-design/components/select'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Table, { type TableProps } from '@cloudscape-design/components/table'
import TextFilter from '@cloudscape-design/components/text-filter'
import { useState } from 'react'
import type { ValidationResponse } from '../../../api/integrity.ts'
import { DIGEST_VERDICTS, LOG_FILE_VERDICTS } from '../../../cloudtrail/integrity.ts'
import { useValidatedDigests, useValidatedLogFiles } from '../../models/queries/useValidation.ts'
import { formatCount } from '../../ui/numbers.ts'
import { Pages, type PagesProps } from '../../ui/Pages.tsx'
import type { Zone } from '../../ui/time.ts'
import { digestColumns, gapColumns, logFileColumns, type Gap } from './validatedColumns.tsx'
import { DIGEST_WORDS, LOG_FILE_WORDS } from './verdictWords.ts'
import './ValidatedFiles.css'

const SECTIONS = ['log-files', 'digests', 'gaps'] as const

type Section = (typeof SECTIONS)[number]

/** What is listed. */
interface ListedFiles {
  readonly section: Section
  /** Null for all of them. */
  readonly verdict: string | null
  /** A part of their location. */
  readonly contains: string
}

export interface ValidatedFilesProps {
  readonly validation: ValidationResponse
  readonly listed: ListedFiles
  readonly zone: Zone
  readonly onList: (listed: ListedFiles) => void
  /** Shows the events of the account and Region of a gap around it. */
  readonly onGap: (gap: Gap) => void
  /** Shows a digest file, by a part of its location. */
  readonly onDigest: (name: string) => void
}

const PAGE = 15

/** The log files, digest files and gaps of the last validation: what is not valid comes first. */
export function ValidatedFiles(props: ValidatedFilesProps) {
  const { validation, listed, onList } = props
  const { logFiles, digests, gaps } = validation
  const label = (text: string, count: number) => `${text} (${formatCount(count)})`
  return (
    <SpaceBetween size="s">
      <SegmentedControl
        label="What is listed"
        selectedId={listed.section}
        options={[
          { id: 'log-files', text: label('Log files', logFiles.total) },
          { id: 'digests', text: label('Digest files', digests.total) },
          { id: 'gaps', text: label('Gaps', gaps.length) },
        ]}
        onChange={({ detail }) =>
          onList({ section: detail.selectedId as Section, verdict: null, contains: '' })
        }
      />
      {/* Another list begins at its first page. */}
      <List key={`${listed.section} ${listed.verdict} ${listed.contains}`} {...props} />
    </SpaceBetween>
  )
}

function List(props: ValidatedFilesProps) {
  switch (props.listed.section) {
    case 'log-files':
      return <LogFileList {...props} />
    case 'digests':
      return <DigestList {...props} />
    case 'gaps':
      return <GapList {...props} />
  }
}

function LogFileList(props: ValidatedFilesProps) {
  const { validation, listed, zone, onDigest } = props
  const [page, setPage] = useState(1)
  const request = requestOf(listed, LOG_FILE_VERDICTS, page)
  const { data, error } = useValidatedLogFiles(request, validation.doneAt)
  return (
    <FileTable
      {...props}
      title="Log files"
      verdicts={LOG_FILE_VERDICTS}
      words={LOG_FILE_WORDS}
      counts={validation.logFiles.byVerdict}
      columns={logFileColumns(zone, onDigest)}
      items={data?.logFiles}
      total={data?.total}
      error={error}
      page={page}
      onPage={setPage}
    />
  )
}

function DigestList(props: ValidatedFilesProps) {
  const { validation, listed, zone } = props
  const [page, setPage] = useState(1)
  const request = requestOf(listed, DIGEST_VERDICTS, page)
  const { data, error } = useValidatedDigests(request, validation.doneAt)
  return (
    <FileTable
      {...props}
      title="Digest files"
      verdicts={DIGEST_VERDICTS}
      words={DIGEST_WORDS}
      counts={validation.digests.byVerdict}
      columns={digestColumns(zone)}
      items={data?.digests}
      total={data?.total}
      error={error}
      page={page}
      onPage={setPage}
    />
  )
}

const requestOf = <Verdict extends string>(
  { verdict, contains }: ListedFiles,
  verdicts: readonly Verdict[],
  page: number,
) => ({
  verdict: verdicts.find((each) => each === verdict),
  contains: contains || undefined,
  offset: (page - 1) * PAGE,
  limit: PAGE,
})

interface FileTableProps<Item, Verdict extends string>
  extends
    Pick<ValidatedFilesProps, 'listed' | 'onList'>,
    Pick<PagesProps, 'total' | 'page' | 'onPage'>,
    Pick<FiltersProps<Verdict>, 'verdicts' | 'words' | 'counts'> {
  readonly title: string
  readonly columns: readonly TableProps.ColumnDefinition<Item>[]
  /** A page of them; undefined while they are fetched. */
  readonly items: readonly Item[] | undefined
  readonly error: Error | null
}

/** A page of the validated files of one kind. */
function FileTable<Item extends { readonly name: string }, Verdict extends string>(
  props: FileTableProps<Item, Verdict>,
) {
  const { title, columns, items, error, total, page, onPage } = props
  const what = title.toLowerCase()
  return (
    <Table
      items={items ?? []}
      trackBy={({ name }) => name}
      loading={!items && !error}
      loadingText={`Loading the ${what}`}
      columnDefinitions={columns}
      wrapLines
      header={<Counted title={title} total={total} />}
      filter={<Filters {...props} what={what} />}
      pagination={<Pages total={total} size={PAGE} page={page} onPage={onPage} />}
      empty={error ? error.message : `No ${what} match.`}
    />
  )
}

function GapList({ validation, zone, onGap }: ValidatedFilesProps) {
  const [page, setPage] = useState(1)
  const { gaps } = validation
  return (
    <Table
      items={gaps.slice((page - 1) * PAGE, page * PAGE)}
      trackBy={({ accountId, region, startTime }) => `${accountId} ${region} ${startTime}`}
      columnDefinitions={gapColumns(zone, onGap)}
      wrapLines
      header={<Counted title="Gaps" total={gaps.length} />}
      pagination={<Pages total={gaps.length} size={PAGE} page={page} onPage={setPage} />}
      empty="No gaps between the digest files."
    />
  )
}

const Counted = ({ title, total }: { readonly title: string; readonly total: number | undefined }) => (
  <Header variant="h2" counter={total === undefined ? '' : `(${formatCount(total)})`}>
    {title}
  </Header>
)

interface FiltersProps<Verdict extends string> extends Pick<ValidatedFilesProps, 'listed' | 'onList'> {
  readonly what: string
  readonly verdicts: readonly Verdict[]
  readonly words: Readonly<Record<Verdict, { readonly label: string }>>
  /** How many files have a verdict. */
  readonly counts: Readonly<Partial<Record<string, number>>>
}

function Filters<Verdict extends string>(props: FiltersProps<Verdict>) {
  const { what, listed, verdicts, words, counts, onList } = props
  const { verdict, contains } = listed
  const all = { value: '', label: 'Any verdict' }
  const options = [
    all,
    ...verdicts
      .filter((each) => (counts[each] ?? 0) > 0 || each === verdict)
      .map((each) => ({
        value: each,
        label: words[each].label,
        labelTag: formatCount(counts[each] ?? 0),
      })),
  ]
  const name = `Search ${what} by location`
  const [typed, setTyped] = useState(contains)
  return (
    <div className="validated-files-filters">
      <TextFilter
        filteringText={typed}
        filteringPlaceholder={name}
        filteringAriaLabel={name}
        filteringClearAriaLabel="Clear"
        onChange={({ detail }) => setTyped(detail.filteringText)}
        onDelayedChange={({ detail }) => onList({ ...listed, contains: detail.filteringText })}
      />
      <Select
        selectedOption={options.find(({ value }) => value === (verdict ?? '')) ?? all}
        options={options}
        ariaLabel="Verdict"
        onChange={({ detail }) => onList({ ...listed, verdict: detail.selectedOption.value || null })}
      />
    </div>
  )
}
