import Button, { type ButtonProps } from '@cloudscape-design/components/button'
import { addressOf, go, type Target } from './useView.ts'

export interface PageButtonProps extends Pick<ButtonProps, 'variant' | 'ariaLabel' | 'children'> {
  readonly to: Target
}

/** A link to a page of the console that looks like a button. */
export const PageButton = ({ to, ...button }: PageButtonProps) => (
  <Button
    {...button}
    href={addressOf(to)}
    onFollow={(domEvent) => {
      domEvent.preventDefault()
      go(to)
    }}
  />
)
