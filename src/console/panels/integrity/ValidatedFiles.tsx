import Header from '@cloudscape-design/components/header'
import Pagination from '@cloudscape-design/components/pagination'
import SegmentedControl from '@cloudscape-design/components/segmented-control'
import Select from '@cloudscape-design/components/select'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Table from '@cloudscape-design/components/table'
import TextFilter from '@cloudscape-design/components/text-filter'
import { useState } from 'react'
import type { ValidationResponse } from '../../../api/integrity.ts'
import { DIGEST_VERDICTS, LOG_FILE_VERDICTS } from '../../../cloudtrail/integrity.ts'
import { useValidatedDigests, useValidatedLogFiles } from '../../models/queries/useValidation.ts'
import { formatCount } from '../../ui/numbers.ts'
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

function LogFileList({ validation, listed, zone, onList, onDigest }: ValidatedFilesProps) {
  const [page, setPage] = useState(1)
  const { verdict, contains } = listed
  const { data, error } = useValidatedLogFiles(
    {
      verdict: LOG_FILE_VERDICTS.find((each) => each === verdict),
      contains: contains || undefined,
      offset: (page - 1) * PAGE,
      limit: PAGE,
    },
    validation.doneAt,
  )
  return (
    <Table
      items={data?.logFiles ?? []}
      trackBy={({ name }) => name}
      loading={!data && !error && validation.doneAt !== null}
      loadingText="Loading the log files"
      columnDefinitions={logFileColumns(zone, onDigest)}
      wrapLines
      header={<Counted title="Log files" total={data?.total} />}
      filter={
        <Filters
          what="log files"
          listed={listed}
          verdicts={LOG_FILE_VERDICTS.map((each) => ({
            verdict: each,
            label: LOG_FILE_WORDS[each].label,
            count: validation.logFiles.byVerdict[each] ?? 0,
          }))}
          onList={onList}
        />
      }
      pagination={<Pages total={data?.total} page={page} onPage={setPage} />}
      empty={error ? error.message : nothingIn('log files', validation)}
    />
  )
}

function DigestList({ validation, listed, zone, onList }: ValidatedFilesProps) {
  const [page, setPage] = useState(1)
  const { verdict, contains } = listed
  const { data, error } = useValidatedDigests(
    {
      verdict: DIGEST_VERDICTS.find((each) => each === verdict),
      contains: contains || undefined,
      offset: (page - 1) * PAGE,
      limit: PAGE,
    },
    validation.doneAt,
  )
  return (
    <Table
      items={data?.digests ?? []}
      trackBy={({ name }) => name}
      loading={!data && !error && validation.doneAt !== null}
      loadingText="Loading the digest files"
      columnDefinitions={digestColumns(zone)}
      wrapLines
      header={<Counted title="Digest files" total={data?.total} />}
      filter={
        <Filters
          what="digest files"
          listed={listed}
          verdicts={DIGEST_VERDICTS.map((each) => ({
            verdict: each,
            label: DIGEST_WORDS[each].label,
            count: validation.digests.byVerdict[each] ?? 0,
          }))}
          onList={onList}
        />
      }
      pagination={<Pages total={data?.total} page={page} onPage={setPage} />}
      empty={error ? error.message : nothingIn('digest files', validation)}
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
      pagination={<Pages total={gaps.length} page={page} onPage={setPage} />}
      empty={
        validation.doneAt === null
          ? 'Validate the log files to see gaps.'
          : 'No gaps between the digest files.'
      }
    />
  )
}

const nothingIn = (what: string, { doneAt }: ValidationResponse): string =>
  doneAt === null ? `Validate to see the ${what}.` : `No ${what} match.`

const Counted = ({ title, total }: { readonly title: string; readonly total: number | undefined }) => (
  <Header variant="h2" counter={total === undefined ? '' : `(${formatCount(total)})`}>
    {title}
  </Header>
)

interface FiltersProps extends Pick<ValidatedFilesProps, 'listed' | 'onList'> {
  readonly what: string
  readonly verdicts: readonly {
    readonly verdict: string
    readonly label: string
    readonly count: number
  }[]
}

function Filters({ what, listed, verdicts, onList }: FiltersProps) {
  const { verdict, contains } = listed
  const all = { value: '', label: 'Any verdict' }
  const options = [
    all,
    ...verdicts
      .filter((each) => each.count > 0 || each.verdict === verdict)
      .map((each) => ({ value: each.verdict, label: each.label, labelTag: formatCount(each.count) })),
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

interface PagesProps {
  readonly total: number | undefined
  /** From 1. */
  readonly page: number
  readonly onPage: (page: number) => void
}

function Pages({ total = 0, page, onPage }: PagesProps) {
  if (total <= PAGE) return null
  return (
    <Pagination
      currentPageIndex={page}
      pagesCount={Math.ceil(total / PAGE)}
      onChange={({ detail }) => onPage(detail.currentPageIndex)}
    />
  )
}
