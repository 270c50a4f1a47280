import ButtonDropdown from '@cloudscape-design/components/button-dropdown'
import { useState } from 'react'
import type { Filter, Order } from '../../filter/filter.ts'
import type { Command } from '../../filter/commands/command.ts'
import { currentColumns } from '../address/useShownColumns.ts'
import { addressOf, currentView } from '../address/useView.ts'
import { useCommands } from '../commands/useCommands.ts'
import { copyAndSay } from '../ui/announce.ts'
import { copyText } from '../ui/clipboard.ts'
import { curlCommand } from './downloadLinks.ts'

/** The view in the words of a tool, loaded when it is wanted. */
const COMMANDS: Readonly<Record<string, (filter: Filter, order: Order) => Promise<Command>>> = {
  'lookup-events': async (filter, order) =>
    (await import('../../filter/commands/lookupEventsCommand.ts')).lookupEventsCommand(
      filter,
      order,
      Date.now(),
    ),
  jq: async (filter) => (await import('../../filter/commands/jqCommand.ts')).jqCommand(filter),
  sql: async (filter, order) =>
    (await import('../../filter/commands/athenaCommand.ts')).athenaCommand(filter, order),
}

/** Names the columns even where the address leaves them to whoever opens it: the other person may prefer others. */
const linkOfView = (): string => location.origin + addressOf({ columns: currentColumns() })

/** The view as a link for a colleague, or as a command for a terminal or another tool. */
export function CopyView({ filter, order }: { readonly filter: Filter; readonly order: Order }) {
  const [said, setSaid] = useState('')
  const copy = async (text: string, what: string) => {
    setSaid((await copyText(text)) ? `${what} copied` : 'The browser did not allow copying')
    setTimeout(() => setSaid(''), 2000)
  }
  const copyCommand = async (id: string) => {
    const command = await COMMANDS[id]?.(filter, order)
    if (command) await copy(command.text, command.notes.length > 0 ? 'Command, with notes,' : 'Command')
  }
  const unreadable = filter.tokens.some((token) => token.kind === 'unreadable')
  const copied = (id: string) =>
    unreadable
      ? undefined
      : async () => {
          const made = await COMMANDS[id]?.(filter, order)
          if (made) await copyAndSay(made.text, 'the command')
        }
  useCommands({
    copyLink: () => void copyAndSay(linkOfView(), 'the link'),
    copyCurl: () =>
      void copyAndSay(curlCommand(location.origin, filter, order, currentView().group), 'the command'),
    copyLookupEvents: copied('lookup-events'),
    copyJq: copied('jq'),
    copySql: copied('sql'),
  })
  const command = (id: string, text: string, secondaryText: string) => ({
    id,
    text,
    secondaryText,
    iconName: 'script' as const,
    ...(unreadable && {
      disabled: true,
      disabledReason: 'The filter has a condition that cannot be understood',
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
            secondaryText: 'The request that gives these events',
          },
          command('lookup-events', 'Copy as aws cloudtrail lookup-events', 'As near as the AWS CLI comes'),
          command('jq', 'Copy as jq', 'The same selection from log files'),
          command('sql', 'Copy as SQL', 'For Athena’s table of CloudTrail logs'),
        ]}
        onItemClick={({ detail }) => {
          if (detail.id === 'link') void copy(linkOfView(), 'Link')
          else if (detail.id === 'curl')
            void copy(curlCommand(location.origin, filter, order, currentView().group), 'Command')
          else void copyCommand(detail.id)
        }}
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
