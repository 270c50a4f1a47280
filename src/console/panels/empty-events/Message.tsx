import Box from '@cloudscape-design/components/box'
import SpaceBetween from '@cloudscape-design/components/space-between'
import type { ReactNode } from 'react'
import './Message.css'

export function Message({
  title,
  text,
  children,
}: {
  readonly title: string
  readonly text: string
  readonly children?: ReactNode
}) {
  return (
    <div className="empty-events">
      <SpaceBetween size="s" alignItems="center">
        <Box variant="h3" tagOverride="h2" textAlign="center">
          {title}
        </Box>
        {text !== '' && <Box textAlign="center">{text}</Box>}
        {children}
      </SpaceBetween>
    </div>
  )
}
