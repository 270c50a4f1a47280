import type { AccountResponse } from '../../../api/account.ts'
import { AccountResources } from './AccountResources.tsx'
import { ActAs } from './ActAs.tsx'
import { ExerciseSteps } from './ExerciseSteps.tsx'
import { usePerformedSteps } from './usePerformedSteps.ts'
import { Icon } from '../../ui/Icon.tsx'
import { PartBoundary } from '../../ui/PartBoundary.tsx'
import './Exercises.css'

export interface ExercisesProps {
  readonly account: AccountResponse
  /** Who acts, by ID. */
  readonly as: string
  readonly onActor: (id: string) => void
  /** The ID of the open exercise; null for the first. */
  readonly open: string | null
  readonly onOpen: (id: string) => void
}

/** The exercises, one of which is open, beside the resources that they change. */
export function Exercises({ account, as, onActor, open, onOpen }: ExercisesProps) {
  const performed = usePerformedSteps()
  const { exercises } = account
  const opened = exercises.find(({ id }) => id === open) ?? exercises[0]
  return (
    <div className="exercises">
      <div className="exercises__main">
        <ActAs people={account.people} as={as} onChange={onActor} />
        <ol className="exercises__list">
          {exercises.map((exercise) => {
            const isOpen = exercise === opened
            const own = performed.filter((step) => step.exercise === exercise.id)
            return (
              <li key={exercise.id} className="exercise">
                <h2>
                  <button
                    type="button"
                    className="exercise__title"
                    aria-expanded={isOpen}
                    onClick={() => onOpen(exercise.id)}
                  >
                    <Icon>
                      <path d={isOpen ? 'M3 5.5l5 5 5-5' : 'M5.5 3l5 5-5 5'} />
                    </Icon>
                    <span>{exercise.title}</span>
                  </button>
                </h2>
                {isOpen && (
                  <PartBoundary name="This exercise" resetKeys={[exercise]}>
                    <ExerciseSteps exercise={exercise} account={account} as={as} performed={own} />
                  </PartBoundary>
                )}
              </li>
            )
          })}
        </ol>
      </div>
      <AccountResources account={account} />
    </div>
  )
}
