import { useState } from 'react'
import { useStatus } from '../models/queries/useStatus.ts'
import { lazyPart, useWhenIdle } from '../ui/lazyPart.tsx'
import { StoreButton } from './StoreButton.tsx'
import type { StorePopoverProps } from './StorePopover.tsx'
import './StoreInfo.css'

const StorePopover = lazyPart(
  async () => (await import('./StorePopover.tsx')).StorePopover,
  ({ status }) => <StoreButton status={status} />,
)

export type StoreInfoProps = Pick<StorePopoverProps, 'Menu'>

/**
 * The event data store in use: its name and the number of its events. From the first click on,
 * which opens it, there is a popover with more.
 */
export function StoreInfo({ Menu }: StoreInfoProps) {
  const [isUsed, setUsed] = useState(false)
  const status = useStatus().data
  useWhenIdle(StorePopover.preload, true)
  if (!status) return null
  return isUsed ? (
    <StorePopover status={status} Menu={Menu} />
  ) : (
    <StoreButton status={status} onClick={() => setUsed(true)} />
  )
}
