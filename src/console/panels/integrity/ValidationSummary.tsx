import Alert from '@cloudscape-design/components/alert'
import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import ExpandableSection from '@cloudscape-design/components/expandable-section'
import Header from '@cloudscape-design/components/header'
import ProgressBar from '@cloudscape-design/components/progress-bar'
import SpaceBetween from '@cloudscape-design/components/space-between'
import type { ValidationResponse } from '../../../api/integrity.ts'
import { useCancelValidation, useStartValidation } from '../../models/queries/useValidation.ts'
import { countOf, formatBytes, formatCount } from '../../ui/numbers.ts'
import { SafeText } from '../../ui/SafeText.tsx'
import { formatSeconds, type Zone } from '../../ui/time.ts'
import { answerOf } from './answerSentences.ts'

export interface ValidationSummaryProps {
  /** Undefined until it is known. */
  readonly validation: ValidationResponse | undefined
  /** Why it is not known. */
  readonly error: Error | null
  readonly zone: Zone
}

/** Whether the log files are all there and untouched, how far that could be found out, and the button that starts it. */
export function ValidationSummary({ validation, error, zone }: ValidationSummaryProps) {
  const start = useStartValidation()
  const cancel = useCancelValidation()
  const isRunning = validation?.state === 'running'
  const problem = start.error ?? cancel.error ?? (validation ? null : error)
  return (
    <SpaceBetween size="m">
      <Header
        variant="h1"
        description="Whether what you see is all of it, and untouched: the log files compared with the digest files that CloudTrail signed."
        actions={
          isRunning ? (
            <Button loading={cancel.isPending} onClick={() => cancel.mutate()}>
              Cancel
            </Button>
          ) : (
            <Button
              variant="primary"
              disabled={!validation}
              loading={start.isPending}
              onClick={() => start.mutate()}
            >
              {validation?.doneAt == null ? 'Validate' : 'Validate again'}
            </Button>
          )
        }
      >
        Integrity
      </Header>
      {problem && (
        <Alert type="error" header="The log files could not be validated">
          <SafeText text={problem.message} />
        </Alert>
      )}
      {validation && (
        <>
          {isRunning && <Progress progress={validation.progress} />}
          {validation.state === 'failed' && (
            <Alert type="error" header="The validation failed">
              <SafeText text={validation.failure ?? 'The server gave no reason.'} />
            </Alert>
          )}
          <AnswerText validation={validation} zone={zone} />
          <PublicKeys keys={validation.publicKeys} />
        </>
      )}
    </SpaceBetween>
  )
}

function Progress({ progress }: Pick<ValidationResponse, 'progress'>) {
  const { files, filesDone, bytesDone } = progress ?? { files: 0, filesDone: 0, bytesDone: 0 }
  return (
    <ProgressBar
      label="Validating"
      value={files === 0 ? 0 : Math.floor((100 * filesDone) / files)}
      additionalInfo={`${formatCount(filesDone)} of ${countOf(files, 'file')}, ${formatBytes(bytesDone)} read`}
    />
  )
}

function AnswerText({ validation, zone }: { readonly validation: ValidationResponse; readonly zone: Zone }) {
  const { type, text } = answerOf(validation)
  const { doneAt, limits, state } = validation
  return (
    <Alert
      type={type}
      header={text}
      statusIconAriaLabel={{ success: 'Success', warning: 'Warning', error: 'Error', info: 'Info' }[type]}
    >
      {doneAt !== null && (
        <Box variant="p" color="text-body-secondary">
          Validated at {formatSeconds(doneAt, zone)}.
          {state === 'cancelled' && ' A later validation was cancelled.'}
        </Box>
      )}
      {limits.length > 0 && (
        <>
          <Box variant="strong">How far it could go</Box>
          <ul>
            {limits.map((limit) => (
              <li key={limit}>
                <SafeText text={limit} />
              </li>
            ))}
          </ul>
        </>
      )}
    </Alert>
  )
}

function PublicKeys({ keys }: { readonly keys: ValidationResponse['publicKeys'] }) {
  if (keys.length === 0) return null
  return (
    <ExpandableSection headerText={`${countOf(keys.length, 'public key')} known`}>
      <ul>
        {keys.map(({ fingerprint, isReadable }) => (
          <li key={fingerprint}>
            <code>{fingerprint}</code>
            {!isReadable && ' (cannot be read)'}
          </li>
        ))}
      </ul>
    </ExpandableSection>
  )
}
