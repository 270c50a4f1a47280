import Wizard from '@cloudscape-design/components/wizard'
import { useState } from 'react'
import { NEW_TRAIL_EVENTS, problemOfEvents } from '../../models/trails/loggedEvents.ts'
import { createTrail, type NewTrail } from '../../models/trails/trailCalls.ts'
import {
  fieldOf,
  missingAttributes,
  newTrailAttributes,
  type FieldProblems,
  type TrailField,
} from '../../models/trails/trailForm.ts'
import { AttributeFields } from './AttributeFields.tsx'
import { EventFields } from './EventFields.tsx'
import { InsightFields } from './InsightFields.tsx'
import { LogGroupFields } from './LogGroupFields.tsx'
import { ReviewTrail } from './ReviewTrail.tsx'
import { TagFields } from './TagFields.tsx'
import { useProblemFocus } from './useProblemFocus.ts'
import './trailForm.css'

export interface CreateTrailProps {
  readonly accountId: string
  readonly region: string
  /** For the name of the new bucket. */
  readonly unique: string
  readonly onCreated: (name: string) => void
  readonly onCancel: () => void
}

const EVENTS_STEP = 1
const REVIEW_STEP = 2

/** The steps of creating a trail, as the AWS console has them. */
export function CreateTrail({ accountId, region, unique, onCreated, onCancel }: CreateTrailProps) {
  const [trail, setTrail] = useState<NewTrail>(() => ({
    attributes: newTrailAttributes(accountId, unique),
    events: NEW_TRAIL_EVENTS,
    insightTypes: [],
  }))
  const [step, setStep] = useState(0)
  const [problems, setProblems] = useState<FieldProblems>({})
  const [failure, setFailure] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)

  const form = useProblemFocus(problems)

  const change = (changed: Partial<NewTrail>) => {
    setTrail({ ...trail, ...changed })
    setProblems({})
    setFailure(null)
  }
  const changeAttributes = (changed: Partial<NewTrail['attributes']>) =>
    change({ attributes: { ...trail.attributes, ...changed } })

  const goTo = (next: number) => {
    const found = next > step ? problemsIn(step, trail) : {}
    setProblems(found)
    if (Object.keys(found).length === 0) setStep(next)
  }

  const submit = async () => {
    setBusy(true)
    setFailure(null)
    try {
      await createTrail(trail, { accountId, region })
      onCreated(trail.attributes.name.trim())
    } catch (error) {
      const { message } = error as Error
      const field = fieldOf(error)
      setBusy(false)
      if (field === null) return setFailure(message)
      setProblems({ [field]: message })
      setStep(stepOf(field))
    }
  }

  const common = { attributes: trail.attributes, problems, region, onChange: changeAttributes }
  return (
    <div ref={form}>
      <Wizard
        activeStepIndex={step}
        submitButtonText="Create trail"
        isLoadingNextStep={isBusy}
        onNavigate={({ detail }) => goTo(detail.requestedStepIndex)}
        onSubmit={() => void submit()}
        onCancel={onCancel}
        steps={[
          {
            title: 'Choose trail attributes',
            content: (
              <div className="trail-form">
                <AttributeFields {...common} isNew accountId={accountId} />
                <LogGroupFields {...common} />
                <TagFields
                  tags={trail.attributes.tags}
                  problem={problems.tags}
                  onChange={(tags) => changeAttributes({ tags })}
                />
              </div>
            ),
          },
          {
            title: 'Choose log events',
            content: (
              <div className="trail-form">
                <EventFields
                  events={trail.events}
                  problem={problems.events}
                  onChange={(events) => change({ events })}
                />
                <InsightFields
                  types={trail.insightTypes}
                  problem={problems.insights}
                  onChange={(insightTypes) => change({ insightTypes })}
                />
              </div>
            ),
          },
          {
            title: 'Review and create',
            content: <ReviewTrail trail={trail} accountId={accountId} />,
            errorText: failure,
          },
        ]}
      />
    </div>
  )
}

/** What keeps from going on to the next step. */
function problemsIn(step: number, { attributes, events }: NewTrail): FieldProblems {
  if (step === REVIEW_STEP) return {}
  if (step !== EVENTS_STEP) return missingAttributes(attributes)
  const problem = problemOfEvents(events)
  return problem === null ? {} : { events: problem }
}

const stepOf = (field: TrailField): number => (field === 'events' || field === 'insights' ? EVENTS_STEP : 0)
