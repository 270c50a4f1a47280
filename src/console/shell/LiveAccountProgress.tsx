import { useState } from 'react'
import type { LiveAccountStatus } from '../../api/getStatus.ts'
import { timeLeft } from '../../api/timeLeft.ts'
import { Notice } from '../ui/Notice.tsx'
import { SafeText } from '../ui/SafeText.tsx'
import { formatCount } from '../ui/numbers.ts'

/** How far the event history of an AWS account has been read, and why it does not go on where it does not. */
export function LiveAccountProgress({ account }: { readonly account: LiveAccountStatus }) {
  const [hasSeenRefused, setHasSeenRefused] = useState(false)
  const { accountId, notice, isWhole, regions, secondsLeft } = account
  const waitingFor = regions.find((each) => each.waitingFor !== null)?.waitingFor
  const refused = regions.filter((each) => each.refused !== null)
  const isNoteworthy = refused.length > 0 || notice !== null
  return (
    <>
      {!isWhole && (
        <Notice kind="progress" title={`Reading the event history of account ${accountId}`}>
          {formatCount(regions.filter((each) => each.isWhole).length)} of {formatCount(regions.length)}{' '}
          Regions read, the newest events first.{' '}
          {secondsLeft === null
            ? 'How long it takes shows in a moment.'
            : `${capitalised(timeLeft(secondsLeft))} left.`}
          <progress
            aria-label="Reading the event history"
            value={Math.min(1, ...regions.filter((each) => each.refused === null).map(({ share }) => share))}
            max={1}
          />
        </Notice>
      )}
      {waitingFor !== undefined && waitingFor !== null && (
        <Notice kind="warning" title="Waiting for AWS">
          <SafeText text={sentence(waitingFor)} /> Reading goes on by itself.
        </Notice>
      )}
      {isNoteworthy && !hasSeenRefused && (
        <Notice kind="warning" title="Not all Regions are read" onDismiss={() => setHasSeenRefused(true)}>
          {notice !== null && (
            <p>
              <SafeText text={notice} />
            </p>
          )}
          {refused.length > 0 && (
            <p>
              {refused.map(({ region }) => region).join(', ')}:{' '}
              <SafeText text={sentence(refused[0]!.refused!)} />
            </p>
          )}
        </Notice>
      )}
    </>
  )
}

const sentence = (clause: string): string => `${capitalised(clause)}.`

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
