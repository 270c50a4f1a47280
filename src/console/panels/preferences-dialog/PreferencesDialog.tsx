import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import ColumnLayout from '@cloudscape-design/components/column-layout'
import FormField from '@cloudscape-design/components/form-field'
import Modal from '@cloudscape-design/components/modal'
import RadioGroup from '@cloudscape-design/components/radio-group'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Toggle from '@cloudscape-design/components/toggle'
import { useState } from 'react'
import { preferredColumns, type ShownColumns } from '../../models/address/shownColumns.ts'
import { currentColumns, showColumns } from '../../models/address/useShownColumns.ts'
import {
  DEFAULT_PREFERENCES,
  readPreferences,
  type Preferences,
} from '../../models/preferences/preferences.ts'
import { currentPreferences, prefer } from '../../models/preferences/usePreferences.ts'
import { ColumnPicker } from './ColumnPicker.tsx'

type Draft = Pick<Preferences, 'density' | 'zone' | 'theme' | 'histogramOpen'>

/**
 * Choices take effect on Confirm. Rendered only while it is open, so that it starts from the
 * present preferences.
 */
export function PreferencesDialog({ onClose }: { readonly onClose: () => void }) {
  const [draft, setDraft] = useState<Draft>(currentPreferences)
  const [before] = useState(currentColumns)
  const [columns, setColumns] = useState<ShownColumns>(before)
  const change = (patch: Partial<Draft>) => setDraft((last) => ({ ...last, ...patch }))
  const { density, zone, theme, histogramOpen } = draft
  const confirm = () => {
    prefer({ density, zone, theme, histogramOpen })
    // Columns that came with a link, and were not changed here, do not become preferences.
    if (columns !== before || before.leftOut > 0) showColumns(columns)
    onClose()
  }
  const restore = () => {
    setDraft(DEFAULT_PREFERENCES)
    setColumns(preferredColumns(DEFAULT_PREFERENCES))
  }
  return (
    <Modal
      visible
      size="large"
      header="Preferences"
      onDismiss={onClose}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={restore}>
              Restore defaults
            </Button>
            <Button variant="link" onClick={onClose}>
              Cancel
            </Button>
            <Button variant="primary" onClick={confirm}>
              Confirm
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <ColumnLayout columns={2}>
        <SpaceBetween size="l">
          <FormField label="Event time">
            <RadioGroup
              direction="horizontal"
              value={zone}
              onChange={({ detail }) => change({ zone: detail.value === 'local' ? 'local' : 'utc' })}
              items={[
                { value: 'utc', label: 'UTC' },
                { value: 'local', label: 'Local time zone' },
              ]}
            />
          </FormField>
          <FormField label="Density">
            <RadioGroup
              direction="horizontal"
              value={density}
              onChange={({ detail }) =>
                change({ density: detail.value === 'compact' ? 'compact' : 'comfortable' })
              }
              items={[
                { value: 'comfortable', label: 'Comfortable' },
                { value: 'compact', label: 'Compact' },
              ]}
            />
          </FormField>
          <FormField label="Theme">
            <RadioGroup
              direction="horizontal"
              value={theme}
              onChange={({ detail }) => change({ theme: readPreferences({ theme: detail.value }).theme })}
              items={[
                { value: 'system', label: 'Match system' },
                { value: 'light', label: 'Light' },
                { value: 'dark', label: 'Dark' },
              ]}
            />
          </FormField>
          <Toggle
            checked={columns.wrapLines}
            onChange={({ detail }) => setColumns({ ...columns, wrapLines: detail.checked })}
          >
            Wrap lines
          </Toggle>
          <Toggle
            checked={histogramOpen}
            onChange={({ detail }) => change({ histogramOpen: detail.checked })}
          >
            Show histogram
          </Toggle>
        </SpaceBetween>
        <ColumnPicker columns={columns.names} onColumns={(names) => setColumns({ ...columns, names })} />
      </ColumnLayout>
    </Modal>
  )
}
