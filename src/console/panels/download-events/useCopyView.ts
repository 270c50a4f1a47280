import type { ButtonDropdownProps } from '@cloudscape-design/components/button-dropdown'
import type { Filter, Order } from '../../../filter/filter.ts'
import { shellSafeQuery, type ToolCommand } from '../../../filter/tool-commands/toolCommand.ts'
import { currentStore } from '../../models/address/currentStore.ts'
import { openAsSql } from '../../models/address/openAsSql.ts'
import { currentColumns } from '../../models/address/useShownColumns.ts'
import { addressOf } from '../../models/address/useView.ts'
import { useCommands } from '../../models/commands/useCommands.ts'
import { currentNow } from '../../models/queries/refreshes.ts'
import { copyAndSay } from '../../ui/announce.ts'
import { curlCommand } from './curlCommand.ts'
import { showCopiedCommandNotes } from './useCopiedCommandNotes.ts'

type Copied = 'link' | 'curl' | 'lookup-events' | 'jq' | 'sql'

/** The code for each tool is loaded when it is first needed. */
const TOOL_COMMANDS: Readonly<
  Record<Copied, (filter: Filter, order: Order) => ToolCommand | Promise<ToolCommand>>
> = {
  link: () => ({ text: linkOfView(), notes: [] }),
  curl: (filter, order) => ({
    text: curlCommand(location.origin, filter, order, currentStore()),
    notes: [],
  }),
  'lookup-events': async (filter, order) =>
    (await import('../../../filter/tool-commands/lookupEventsCommand.ts')).lookupEventsCommand(
      filter,
      order,
      currentNow(),
    ),
  jq: async (filter) => (await import('../../../filter/tool-commands/jqCommand.ts')).jqCommand(filter),
  sql: async (filter, order) =>
    (await import('../../../filter/tool-commands/athenaCommand.ts')).athenaCommand(filter, order),
}

const OPEN_AS_SQL = 'open-as-sql'

/** Names the columns, which the address itself does not: the recipient may have chosen others. */
const linkOfView = (): string => location.origin + shellSafeQuery(addressOf({ columns: currentColumns() }))

export interface CopyView {
  readonly items: readonly ButtonDropdownProps.Item[]
  /** Does what the menu item with this ID names. Ignores the IDs of other items. */
  readonly perform: (id: string) => void
}

/** The view as a link for a colleague, or as a command for a terminal or another tool. */
export function useCopyView(filter: Filter, order: Order): CopyView {
  const unreadable = filter.tokens.some((token) => token.kind === 'unreadable')
  const copy = async (id: Copied) => {
    const { text, notes } = await TOOL_COMMANDS[id](filter, order)
    await copyAndSay(text, id === 'link' ? 'the link' : 'the command')
    showCopiedCommandNotes(notes, filter)
  }
  const copying = (id: Copied) => () => void copy(id)
  useCommands({
    copyLink: copying('link'),
    copyCurl: copying('curl'),
    copyLookupEvents: unreadable ? undefined : copying('lookup-events'),
    copyJq: unreadable ? undefined : copying('jq'),
    copySql: unreadable ? undefined : copying('sql'),
    openAsSql: unreadable ? undefined : () => void openAsSql(filter, order),
  })
  const command = (
    id: Copied | typeof OPEN_AS_SQL,
    text: string,
    secondaryText: string,
  ): ButtonDropdownProps.Item => ({
    id,
    text,
    secondaryText,
    iconName: 'script',
    ...(unreadable && { disabled: true, disabledReason: 'The filter is invalid' }),
  })
  return {
    items: [
      {
        id: 'link',
        text: 'Copy link',
        iconName: 'share',
        secondaryText: 'Opens this view with these columns',
      },
      {
        id: 'curl',
        text: 'Copy as curl',
        iconName: 'script',
        secondaryText: 'Downloads the records of all matching events, one per line',
      },
      command('lookup-events', 'Copy as aws cloudtrail lookup-events', 'Closest AWS CLI equivalent'),
      command('jq', 'Copy as jq', 'Selects the same events from log files'),
      command('sql', 'Copy as SQL', 'For the CloudTrail table in Athena'),
      command(OPEN_AS_SQL, 'Open as SQL', 'Runs it here, over these events'),
    ],
    perform: (id) => {
      if (id === OPEN_AS_SQL) void openAsSql(filter, order)
      else if (id in TOOL_COMMANDS) void copy(id as Copied)
    },
  }
}
