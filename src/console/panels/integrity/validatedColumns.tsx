import StatusIndicator from '@cloudscape-design/components/status-indicator'
import type { TableProps } from '@cloudscape-design/components/table'
import type { ReactNode } from 'react'
import type { ValidatedDigest, ValidatedLogFile, ValidationResponse } from '../../../api/integrity.ts'
import { countOf } from '../../ui/numbers.ts'
import { QuietButton } from '../../ui/QuietButton.tsx'
import { SafeText } from '../../ui/SafeText.tsx'
import { formatTime, type Zone } from '../../ui/time.ts'
import { DIGEST_WORDS, LOG_FILE_WORDS } from './verdictWords.ts'

type Columns<Item> = TableProps.ColumnDefinition<Item>[]

export type Gap = ValidationResponse['gaps'][number]

/** The columns of the list of log files. `showDigest` gets the name of a digest file. */
export const logFileColumns = (zone: Zone, showDigest: (name: string) => void): Columns<ValidatedLogFile> => [
  {
    id: 'verdict',
    header: 'Verdict',
    cell: ({ verdict }) => (
      <StatusIndicator type={LOG_FILE_WORDS[verdict].type}>{LOG_FILE_WORDS[verdict].label}</StatusIndicator>
    ),
    minWidth: 150,
  },
  {
    id: 'name',
    header: 'Log file',
    cell: ({ name, deliveredAt, region, accountId }) => (
      <Name
        name={name}
        second={placeWords(accountId, region, deliveredAt && formatTime(deliveredAt, zone))}
      />
    ),
    isRowHeader: true,
    minWidth: 260,
  },
  {
    id: 'reason',
    header: 'Why, and what it means',
    cell: ({ verdict, reason }) => <Reason reason={reason} meaning={LOG_FILE_WORDS[verdict].meaning} />,
    minWidth: 360,
  },
  {
    id: 'digest',
    header: 'Digest file',
    cell: ({ digest }) => {
      if (digest === null) return '-'
      const name = lastPart(digest)
      return (
        <QuietButton
          className="validated-files-button"
          title={`Show the digest file ${digest}`}
          onClick={() => showDigest(name)}
        >
          <SafeText text={name} />
        </QuietButton>
      )
    },
    minWidth: 200,
  },
]

/** The columns of the list of digest files. */
export const digestColumns = (zone: Zone): Columns<ValidatedDigest> => [
  {
    id: 'verdict',
    header: 'Verdict',
    cell: ({ verdict }) => (
      <StatusIndicator type={DIGEST_WORDS[verdict].type}>{DIGEST_WORDS[verdict].label}</StatusIndicator>
    ),
    minWidth: 190,
  },
  {
    id: 'name',
    header: 'Digest file',
    cell: ({ name, accountId, region, trail, isBackfill }) => (
      <Name
        name={name}
        second={placeWords(accountId, region, trail && `trail ${trail}`, isBackfill ? 'backfill' : null)}
      />
    ),
    isRowHeader: true,
    minWidth: 260,
  },
  {
    id: 'reason',
    header: 'Why, and what it means',
    cell: ({ verdict, reason, follows }) => (
      <Reason reason={reason} meaning={`${DIGEST_WORDS[verdict].meaning}${FOLLOWS[follows]}`} />
    ),
    minWidth: 360,
  },
  {
    id: 'covers',
    header: 'Covers',
    cell: ({ startTime, endTime, logFiles }) => (
      <>
        {startTime !== null && endTime !== null
          ? `${formatTime(startTime, zone)} to ${formatTime(endTime, zone)}`
          : '-'}
        <div className="validated-files-second">{countOf(logFiles, 'log file')}</div>
      </>
    ),
    minWidth: 200,
  },
]

const FOLLOWS: Readonly<Record<ValidatedDigest['follows'], string>> = {
  yes: ' It follows the one before.',
  no: '',
  starts: ' It starts a chain.',
  unknown: '',
}

/** The columns of the list of gaps. `showEvents` shows what happened around one. */
export const gapColumns = (zone: Zone, showEvents: (gap: Gap) => void): Columns<Gap> => [
  {
    id: 'time',
    header: 'From and to',
    cell: (gap) => (
      <QuietButton
        className="validated-files-button"
        title="Show the events of this time and Region"
        onClick={() => showEvents(gap)}
      >
        {formatTime(gap.startTime, zone)} to {formatTime(gap.endTime, zone)}
      </QuietButton>
    ),
    isRowHeader: true,
    minWidth: 240,
  },
  {
    id: 'place',
    header: 'Account and Region',
    cell: ({ accountId, region }) => <SafeText text={placeWords(accountId, region)} />,
    minWidth: 160,
  },
  {
    id: 'reason',
    header: 'Why',
    cell: ({ reason, isProblem }) => (
      <StatusIndicator type={isProblem ? 'error' : 'warning'} wrapText>
        <SafeText text={reason} />
      </StatusIndicator>
    ),
    minWidth: 360,
  },
]

function Name({ name, second }: { readonly name: string; readonly second: string }) {
  const start = name.lastIndexOf('/') + 1
  return (
    <span className="validated-files-name" title={name}>
      <SafeText text={name.slice(start)} />
      <div className="validated-files-second">
        <SafeText text={second || name.slice(0, start)} />
      </div>
    </span>
  )
}

function Reason({
  reason,
  meaning,
}: {
  readonly reason: string | null
  readonly meaning: string
}): ReactNode {
  if (reason === null) return meaning
  return (
    <>
      <SafeText text={reason} />
      <div className="validated-files-second">{meaning}</div>
    </>
  )
}

const placeWords = (...parts: readonly (string | null)[]): string =>
  parts.filter((part) => part !== null && part !== '').join(' · ')

const lastPart = (location: string): string => location.slice(location.lastIndexOf('/') + 1)
