import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import type { LoggedEvents } from '../../models/trails/loggedEvents.ts'
import { AdvancedSelectorFields } from './AdvancedSelectorFields.tsx'
import { allOfType } from './basicTypes.ts'
import { BasicSelectorFields } from './BasicSelectorFields.tsx'

export interface DataEventFieldsProps {
  readonly events: LoggedEvents
  readonly onChange: (changed: Partial<LoggedEvents>) => void
}

/** Which data events a trail logs: by advanced event selectors, or by basic ones. */
export function DataEventFields({ events, onChange }: DataEventFieldsProps) {
  const { isAdvanced, advanced, basic, others } = events
  const add = () =>
    onChange(
      isAdvanced
        ? { advanced: [...advanced, { name: '', resourceType: '', conditions: [] }] }
        : { basic: [...basic, { resourceType: '', values: [], reads: true, writes: true }] },
    )
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={
            others.length > 0
              ? `${others.length} other selectors of the trail are not shown here, and stay as they are.`
              : undefined
          }
          actions={<Button onClick={() => onChange(switched(events))}>{switchTo(isAdvanced)}</Button>}
        >
          Data events
        </Header>
      }
    >
      <SpaceBetween size="l">
        {isAdvanced
          ? advanced.map((selector, at) => (
              <AdvancedSelectorFields
                // oxlint-disable-next-line react/no-array-index-key -- selectors have no other identity
                key={at}
                number={at + 1}
                selector={selector}
                onChange={(changed) => onChange({ advanced: advanced.with(at, changed) })}
                onRemove={() => onChange({ advanced: advanced.toSpliced(at, 1) })}
              />
            ))
          : basic.map((data, at) => (
              <BasicSelectorFields
                // oxlint-disable-next-line react/no-array-index-key -- as above
                key={at}
                number={at + 1}
                data={data}
                onChange={(changed) => onChange({ basic: basic.with(at, changed) })}
                onRemove={() => onChange({ basic: basic.toSpliced(at, 1) })}
              />
            ))}
        <Button iconName="add-plus" onClick={add}>
          Add data event type
        </Button>
      </SpaceBetween>
    </Container>
  )
}

const switchTo = (isAdvanced: boolean): string =>
  isAdvanced ? 'Switch to basic event selectors' : 'Switch to advanced event selectors'

/** The other kind of selectors, with the same types as far as it has them, for all their resources. */
function switched({ isAdvanced, advanced, basic }: LoggedEvents): Partial<LoggedEvents> {
  if (!isAdvanced)
    return {
      isAdvanced: true,
      advanced: basic.map(({ resourceType }) => ({ name: '', resourceType, conditions: [] })),
    }
  return {
    isAdvanced: false,
    basic: advanced.map(({ resourceType }) => allOfType(resourceType)),
  }
}
