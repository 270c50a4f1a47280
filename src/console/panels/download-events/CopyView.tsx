import ButtonDropdown from '@cloudscape-design/components/button-dropdown'
import { useState } from 'react'
import type { Filter, Order } from '../../../filter/filter.ts'
import type { ToolCommand } from '../../../filter/tool-commands/toolCommand.ts'
import { currentStore } from '../../models/address/currentStore.ts'
import { currentColumns } from '../../models/address/useShownColumns.ts'
import { addressOf } from '../../models/address/useView.ts'
import { useCommands } from '../../models/commands/useCommands.ts'
import { currentNow } from '../../models/queries/refreshes.ts'
import { copyAndSay } from '../../ui/announce.ts'
import { copyText } from '../../ui/clipboard.ts'
import { curlCommand, shellSafeQuery } from './curlCommand.ts'
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

/** Names the columns, which the address itself does not: the recipient may have chosen others. */
const linkOfView = (): string => location.origin + shellSafeQuery(addressOf({ columns: currentColumns() }))

/** The view as a link for a colleague, or as a command for a terminal or another tool. */
export function CopyView({ filter, order }: { readonly filter: Filter; readonly order: Order }) {
  const [said, setSaid] = useState('')
  const copy = async (id: Copied, give: (text: string) => Promise<unknown>) => {
    const { text, notes } = await TOOL_COMMANDS[id](filter, order)
    await give(text)
    showCopiedCommandNotes(notes, filter)
  }
  const copyFromMenu = (id: Copied) =>
    copy(id, async (text) => {
      const what = id === 'link' ? 'Link' : 'Command'
      setSaid((await copyText(text)) ? `${what} copied` : 'The browser blocked copying')
      setTimeout(() => setSaid(''), 2000)
    })
  const unreadable = filter.tokens.some((token) => token.kind === 'unreadable')
  const byKey =
    (id: Copied, what = 'the command') =>
    () =>
      void copy(id, (text) => copyAndSay(text, what))
  useCommands({
    copyLink: byKey('link', 'the link'),
    copyCurl: byKey('curl'),
    copyLookupEvents: unreadable ? undefined : byKey('lookup-events'),
    copyJq: unreadable ? undefined : byKey('jq'),
    copySql: unreadable ? undefined : byKey('sql'),
  })
  const command = (id: string, text: string, secondaryText: string) => ({
    id,
    text,
    secondaryText,
    iconName: 'script' as const,
    ...(unreadable && {
      disabled: true,
      disabledReason: 'The filter is invalid',
    }),
  })
  return (
    <>
      <ButtonDropdown
        items={[
          {
            id: 'link',
            text: 'Copy link',
            iconName: 'share',
            secondaryText: 'This view, for another person or machine',
          },
          {
            id: 'curl',
            text: 'Copy as curl',
            iconName: 'script',
            secondaryText: 'Downloads the records of all these events, one per line',
          },
          command('lookup-events', 'Copy as aws cloudtrail lookup-events', 'Closest AWS CLI equivalent'),
          command('jq', 'Copy as jq', 'Selects the same events from log files'),
          command('sql', 'Copy as SQL', 'For the CloudTrail table in Athena'),
        ]}
        onItemClick={({ detail }) => void copyFromMenu(detail.id as Copied)}
        expandToViewport
      >
        {said || 'Copy'}
      </ButtonDropdown>
      <span role="status" className="visually-hidden">
        {said}
      </span>
    </>
  )
}
