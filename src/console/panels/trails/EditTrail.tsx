import Button from '@cloudscape-design/components/button'
import Form from '@cloudscape-design/components/form'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'
import { loggedEventsOf, problemOfEvents } from '../../models/trails/loggedEvents.ts'
import { changeTags, putEvents, putInsights, updateTrail } from '../../models/trails/trailCalls.ts'
import {
  attributesOf,
  fieldOf,
  missingAttributes,
  type FieldProblems,
} from '../../models/trails/trailForm.ts'
import type { DescribedTrail } from '../../models/trails/useTrails.ts'
import type { TrailSection } from '../../routes.ts'
import { AttributeFields } from './AttributeFields.tsx'
import { EventFields } from './EventFields.tsx'
import { InsightFields } from './InsightFields.tsx'
import { LogGroupFields } from './LogGroupFields.tsx'
import { TagFields } from './TagFields.tsx'
import { useProblemFocus } from './useProblemFocus.ts'
import './trailForm.css'

export interface EditTrailProps {
  readonly described: DescribedTrail
  readonly section: TrailSection
  readonly accountId: string
  /** For the names of what is new. */
  readonly unique: string
  readonly onSaved: () => void
  readonly onCancel: () => void
}

const TITLES: Readonly<Record<TrailSection, string>> = {
  general: 'Edit general details',
  'cloudwatch-logs': 'Edit CloudWatch Logs',
  tags: 'Edit tags',
  events: 'Edit events',
  insights: 'Edit Insights events',
}

/** The form for a part of a trail. */
export function EditTrail(props: EditTrailProps) {
  const { described, section, accountId, unique, onSaved, onCancel } = props
  const { trail, tags, selectors, insightSelectors } = described
  const region = trail.HomeRegion
  const [attributes, setAttributes] = useState(() => attributesOf(trail, tags, accountId, unique))
  const [events, setEvents] = useState(() => loggedEventsOf(selectors))
  const [types, setTypes] = useState<readonly string[]>(() =>
    insightSelectors.map(({ InsightType }) => InsightType),
  )
  const [problems, setProblems] = useState<FieldProblems>({})
  const [failure, setFailure] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)

  const form = useProblemFocus(problems)

  const problemsFound = (): FieldProblems => {
    if (section === 'insights') return {}
    if (section !== 'events') return missingAttributes(attributes)
    const problem = problemOfEvents(events)
    return problem === null ? {} : { events: problem }
  }
  const save = async (): Promise<unknown> => {
    switch (section) {
      case 'general':
      case 'cloudwatch-logs':
        return updateTrail(attributes, { accountId, region })
      case 'tags':
        return changeTags(trail, tags, attributes.tags)
      case 'events':
        return putEvents(trail.Name, region, events)
      case 'insights':
        return putInsights(trail.Name, region, types, insightSelectors)
    }
  }
  const submit = async () => {
    const found = problemsFound()
    setProblems(found)
    setFailure(null)
    if (Object.keys(found).length > 0 || isBusy) return
    setBusy(true)
    try {
      await save()
      onSaved()
    } catch (error) {
      const field = fieldOf(error)
      const { message } = error as Error
      if (field === null || !isIn(section, field)) setFailure(message)
      else setProblems({ [field]: message })
      setBusy(false)
    }
  }
  const change = (changed: Partial<typeof attributes>) => {
    setAttributes({ ...attributes, ...changed })
    setProblems({})
  }
  const common = { attributes, problems, region, onChange: change }
  return (
    <form
      className="trail-form"
      onSubmit={(domEvent) => {
        domEvent.preventDefault()
        void submit()
      }}
    >
      <Form
        header={<Header variant="h1">{TITLES[section]}</Header>}
        errorText={failure}
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <Button formAction="none" variant="link" onClick={onCancel}>
              Cancel
            </Button>
            <Button variant="primary" loading={isBusy}>
              Save changes
            </Button>
          </SpaceBetween>
        }
      >
        <div ref={form}>
          {section === 'general' && <AttributeFields {...common} isNew={false} accountId={accountId} />}
          {section === 'cloudwatch-logs' && <LogGroupFields {...common} />}
          {section === 'tags' && (
            <TagFields
              tags={attributes.tags}
              problem={problems.tags}
              onChange={(changed) => change({ tags: changed })}
            />
          )}
          {section === 'events' && (
            <EventFields events={events} problem={problems.events} onChange={setEvents} />
          )}
          {section === 'insights' && (
            <InsightFields types={types} problem={problems.insights} onChange={setTypes} />
          )}
        </div>
      </Form>
    </form>
  )
}

/** The fields that a section shows. */
const SECTION_FIELDS: Readonly<Record<TrailSection, readonly string[]>> = {
  general: ['bucket', 'prefix', 'kmsKey', 'topic'],
  'cloudwatch-logs': ['logGroup', 'role'],
  tags: ['tags'],
  events: ['events'],
  insights: ['insights'],
}

const isIn = (section: TrailSection, field: string): boolean => SECTION_FIELDS[section].includes(field)
