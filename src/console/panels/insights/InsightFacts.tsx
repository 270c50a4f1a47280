import KeyValuePairs, { type KeyValuePairsProps } from '@cloudscape-design/components/key-value-pairs'
import type { ReactNode } from 'react'
import type { InsightResponse } from '../../../api/insights.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { SafeText } from '../../ui/SafeText.tsx'
import { formatSeconds, type Zone } from '../../ui/time.ts'
import { countedWord, foundByWords, typeWords } from './insightWords.ts'
import { Rate, RateChange } from './Rate.tsx'
import { durationWords } from './rateWords.ts'

export interface InsightFactsProps {
  readonly insight: InsightResponse
  readonly zone: Zone
}

/** What is known of an insight in single values. */
export function InsightFacts({ insight, zone }: InsightFactsProps) {
  const { errorCode, eventSource, accountId, awsRegion, startTime, endTime, id } = insight
  const fact = (label: string, value: ReactNode): KeyValuePairsProps.Item => ({ label, value })
  return (
    <KeyValuePairs
      columns={4}
      minColumnWidth={140}
      items={[
        fact('Insight type', typeWords(insight)),
        ...(errorCode === null ? [] : [fact('Error code', <SafeText text={errorCode} />)]),
        fact('Event source', <SafeText text={eventSource} />),
        fact('Event start time', formatSeconds(startTime, zone)),
        fact('Event end time', endTime === null ? 'Not over' : formatSeconds(endTime, zone)),
        fact(`Baseline ${countedWord(insight)} per minute`, <Rate perMinute={insight.baselineAverage} />),
        fact(`Insight ${countedWord(insight)} per minute`, <Rate perMinute={insight.insightAverage} />),
        fact('Rate change', <RateChange percent={insight.rateChange} />),
        fact(endTime === null ? 'Duration so far' : 'Duration', durationWords(insight.insightDuration)),
        fact('Baseline duration', durationWords(insight.baselineDuration)),
        fact('Account', <SafeText text={accountId || '-'} />),
        fact('Region', <SafeText text={awsRegion || '-'} />),
        fact('Found by', foundByWords(insight)),
        fact(
          'Shared event ID',
          <span className="insight-value">
            <SafeText text={id} /> <CopyButton text={id} what="shared event ID" />
          </span>,
        ),
      ]}
    />
  )
}
