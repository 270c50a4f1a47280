import ButtonDropdown from '@cloudscape-design/components/button-dropdown'
import { useState } from 'react'
import type { Order } from '../../filter/filter.ts'
import type { Filter } from '../../filter/filter.ts'
import { copyText } from '../ui/clipboard.ts'
import { curlCommand } from './downloadLinks.ts'

/** The view as a link for a colleague, or as a command for a terminal. */
export function CopyView({ filter, order }: { readonly filter: Filter; readonly order: Order }) {
  const [said, setSaid] = useState('')
  const copy = async (text: string, what: string) => {
    setSaid((await copyText(text)) ? `${what} copied` : 'The browser did not allow copying')
    setTimeout(() => setSaid(''), 2000)
  }
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
        ]}
        onItemClick={({ detail }) => {
          if (detail.id === 'link') void copy(location.href, 'Link')
          else void copy(curlCommand(location.origin, filter, order), 'Command')
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
