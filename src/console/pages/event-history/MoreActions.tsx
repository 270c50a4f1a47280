import ButtonDropdown, { type ButtonDropdownProps } from '@cloudscape-design/components/button-dropdown'
import { GROUPINGS, type Grouping } from '../../../api/grouping.ts'
import type { Filter, Order } from '../../../filter/filter.ts'
import { go, useView } from '../../models/address/useView.ts'
import { actionOf } from '../../models/commands/useCommands.ts'
import type { CommandId } from '../../models/commands/catalogue.ts'
import { usePreferences } from '../../models/preferences/usePreferences.ts'
import { useCopyView } from '../../panels/download-events/useCopyView.ts'

const GROUPING_WORDS: Readonly<Record<Grouping, string>> = {
  repeats: 'In the same second',
  'repeats:5': 'Up to 5 seconds apart',
  'repeats:60': 'Up to 1 minute apart',
  'repeats:300': 'Up to 5 minutes apart',
}

/** Everything else that can be done with the list. */
export function MoreActions({ filter, order }: { readonly filter: Filter; readonly order: Order }) {
  const copyView = useCopyView(filter, order)
  const group = useView((view) => view.group)
  const histogramOpen = usePreferences((preferences) => preferences.histogramOpen)
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
            toggle('histogram', 'Show histogram', histogramOpen),
            command('breakdown', 'Breakdown'),
            command('preferences', 'Columns and preferences'),
          ],
        },
        {
          id: 'repeats-menu',
          text: 'Group repeats',
          items: GROUPINGS.map((each) => ({
            id: each,
            text: GROUPING_WORDS[each],
            itemType: 'checkbox' as const,
            checked: each === group,
          })),
        },
        {
          id: 'data',
          text: 'Data',
          items: [command('loadLogFiles', 'Load log files')],
        },
      ]}
      onItemClick={({ detail: { id } }) => {
        const chosen = GROUPINGS.find((each) => each === id)
        if (chosen) go({ group: chosen === group ? null : chosen })
        copyView.perform(id)
        actionOf(id as CommandId)?.()
      }}
    />
  )
}
