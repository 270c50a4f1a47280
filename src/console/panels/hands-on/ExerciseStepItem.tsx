import Button from '@cloudscape-design/components/button'
import type { AccountResponse, ExerciseStep } from '../../../api/account.ts'
import { SafeText } from '../../ui/SafeText.tsx'
import { CliCommand } from './CliCommand.tsx'
import { StepOutcome } from './StepOutcome.tsx'
import type { PerformedStep } from './usePerformedSteps.ts'

export interface ExerciseStepItemProps {
  readonly step: ExerciseStep
  readonly number: number
  /** Whether it is the next one to do. */
  readonly isNext: boolean
  readonly account: AccountResponse
  /** Who does the exercise, by ID. */
  readonly as: string
  /** The last time that it was performed from this window. */
  readonly performed: PerformedStep | undefined
  readonly onRun: () => void
}

/** A step: what it does, a button and a command that do it, and what came of it. */
export function ExerciseStepItem(props: ExerciseStepItemProps) {
  const { step, number, isNext, account, as, performed, onRun } = props
  const { title, description, missing, eventName, isReadOnly, isData, as: other } = step
  return (
    <li className="exercise-step">
      <div className="exercise-step__head">
        <h3>
          {number}. {title}
        </h3>
        <Button
          variant={isNext && missing === null ? 'primary' : 'normal'}
          ariaLabel={`Run: ${title}`}
          disabled={missing !== null}
          loading={performed?.state === 'sending'}
          loadingText="Sending the request"
          onClick={onRun}
        >
          Run
        </Button>
      </div>
      <p>
        <code>{eventName}</code>
        {isData && <span className="exercise-step__kind">Data event</span>}
        {isReadOnly && <span className="exercise-step__kind">Read-only</span>} {description}
      </p>
      {other && (
        <p>
          Performed by <SafeText text={other.name} />.
        </p>
      )}
      {missing === null ? (
        <CliCommand step={step} as={other?.id ?? as} account={account} />
      ) : (
        <p className="exercise-step__missing">{missing}</p>
      )}
      {performed && <StepOutcome performed={performed} />}
    </li>
  )
}
