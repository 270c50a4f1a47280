import ButtonDropdown, { type ButtonDropdownProps } from '@cloudscape-design/components/button-dropdown'
import type { Filter, Order } from '../../../filter/filter.ts'
import { useView } from '../../models/address/useView.ts'
import { actionOf } from '../../models/commands/useCommands.ts'
import type { CommandId } from '../../models/commands/catalogue.ts'
import { usePreferences } from '../../models/preferences/usePreferences.ts'
import { useStatus } from '../../models/queries/useStatus.ts'
import { useCopyView } from '../../panels/download-events/useCopyView.ts'

/** Everything else that can be done with the list. */
export function MoreActions({ filter, order }: { readonly filter: Filter; readonly order: Order }) {
  const copyView = useCopyView(filter, order)
  const isGrouped = useView((view) => view.group !== null)
  const histogramOpen = usePreferences((preferences) => preferences.histogramOpen)
  const isSimulated = useStatus().data?.source === 'simulated'
  const command = (id: CommandId, text: string): ButtonDropdownProps.Item => ({ id, text })
  const toggle = (id: CommandId, text: string, checked: boolean): ButtonDropdownProps.CheckboxItem => ({
    id,
    text,
    itemType: 'checkbox',
    checked,
  })
  return (
    <ButtonDropdown
      variant="icon"
      ariaLabel="More actions"
      expandToViewport
      items={[
        { id: 'copy', text: 'Copy', items: copyView.items },
        {
          id: 'list',
          text: 'List',
          items: [
            toggle('groupRepeats', 'Group repeats', isGrouped),
            toggle('histogram', 'Show histogram', histogramOpen),
            command('preferences', 'Columns and preferences'),
          ],
        },
        {
          id: 'data',
          text: 'Data',
          items: [
            command('loadLogFiles', 'Load log files'),
            ...(isSimulated ? [command('actInAccount', 'Try an action')] : []),
          ],
        },
      ]}
      onItemClick={({ detail: { id } }) => {
        copyView.copy(id)
        actionOf(id as CommandId)?.()
      }}
    />
  )
}
