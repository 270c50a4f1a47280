import Checkbox from '@cloudscape-design/components/checkbox'
import SegmentedControl from '@cloudscape-design/components/segmented-control'
import Select from '@cloudscape-design/components/select'
import { BREAKDOWN_LIMITS, type PageOf } from '../../routes.ts'
import { FieldButton } from './FieldButton.tsx'
import './BreakdownControls.css'

/** What is counted, as the address says it. */
type BreakdownChoice = Pick<PageOf<'breakdown'>, 'by' | 'and' | 'overTime' | 'others' | 'limit'>

export interface BreakdownControlsProps {
  readonly choice: BreakdownChoice
  readonly othersShown: boolean
  readonly onChoice: (changed: Partial<BreakdownChoice>) => void
}

const LIMITS = BREAKDOWN_LIMITS.map((limit) => ({ value: String(limit), label: `Top ${limit}` }))

/** By which fields events are counted, in which form, and how many values are shown. */
export function BreakdownControls({ choice, othersShown, onChoice }: BreakdownControlsProps) {
  const { by, and, overTime, limit } = choice
  const form = and !== null ? 'fields' : overTime ? 'time' : 'values'
  return (
    <div className="breakdown-controls" role="group" aria-label="What is counted">
      <span className="breakdown-controls__by">
        <span aria-hidden="true">Events by</span>
        <FieldButton
          label="Events by"
          field={by}
          present={[by, and ?? by]}
          onField={(field) => onChoice({ by: field })}
        />
        {and !== null && (
          <>
            <span aria-hidden="true">and</span>
            <FieldButton
              label="and"
              field={and}
              present={[by, and]}
              onField={(field) => onChoice({ and: field })}
            />
          </>
        )}
      </span>
      <SegmentedControl
        label="Form"
        selectedId={form}
        options={[
          { id: 'values', text: 'Top values' },
          { id: 'fields', text: 'Two fields' },
          { id: 'time', text: 'Over time' },
        ]}
        onChange={({ detail: { selectedId } }) =>
          onChoice({
            and: selectedId === 'fields' ? secondField(by) : null,
            overTime: selectedId === 'time',
          })
        }
      />
      {form === 'time' && (
        <div className="breakdown-controls__others">
          <Checkbox checked={othersShown} onChange={({ detail }) => onChoice({ others: detail.checked })}>
            Others
          </Checkbox>
        </div>
      )}
      {form !== 'time' && (
        <div className="breakdown-controls__limit">
          <Select
            ariaLabel="How many values"
            selectedOption={LIMITS.find(({ value }) => value === String(limit)) ?? null}
            options={LIMITS}
            onChange={({ detail }) =>
              onChoice({
                limit: BREAKDOWN_LIMITS.find((each) => String(each) === detail.selectedOption.value) ?? limit,
              })
            }
          />
        </div>
      )}
    </div>
  )
}

/** What a second field is at first: who did it, or what was done. */
const secondField = (by: string): string => (by === 'eventName' ? 'userName' : 'eventName')
