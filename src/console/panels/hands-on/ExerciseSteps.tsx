import type { AccountResponse, Exercise } from '../../../api/account.ts'
import { usePerformStep } from '../../models/queries/performStep.ts'
import { ExerciseStepItem } from './ExerciseStepItem.tsx'
import type { PerformedStep } from './usePerformedSteps.ts'

export interface ExerciseStepsProps {
  readonly exercise: Exercise
  readonly account: AccountResponse
  readonly as: string
  /** What was done in this exercise, latest first. */
  readonly performed: readonly PerformedStep[]
}

/** The steps of an exercise in their order. The next one to do stands out. */
export function ExerciseSteps({ exercise, account, as, performed }: ExerciseStepsProps) {
  const { mutate: perform } = usePerformStep()
  const { id, summary, steps } = exercise
  const last = steps.findIndex((step) => step.id === performed[0]?.step.id)
  const next = steps[last + 1]
  return (
    <div className="exercise__body">
      <p>{summary}</p>
      <ol className="exercise__steps">
        {steps.map((step, index) => (
          <ExerciseStepItem
            key={step.id}
            step={step}
            number={index + 1}
            isNext={step === next}
            account={account}
            as={as}
            performed={performed.find((each) => each.step.id === step.id)}
            onRun={() => perform({ exercise: id, step, as })}
          />
        ))}
      </ol>
    </div>
  )
}
