import Checkbox from '@cloudscape-design/components/checkbox'
import type { ReadWrite } from '../../models/trails/loggedEvents.ts'

/** Whether calls that read and calls that write are logged. */
export const ReadWriteBoxes = ({
  value: { reads, writes },
  onChange,
}: {
  readonly value: ReadWrite
  readonly onChange: (changed: Partial<ReadWrite>) => void
}) => (
  <>
    <Checkbox checked={reads} onChange={({ detail }) => onChange({ reads: detail.checked })}>
      Read
    </Checkbox>
    <Checkbox checked={writes} onChange={({ detail }) => onChange({ writes: detail.checked })}>
      Write
    </Checkbox>
  </>
)
