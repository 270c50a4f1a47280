import ToggleButton, { type ToggleButtonProps } from '@cloudscape-design/components/toggle-button'

export interface HeaderToggleProps extends Pick<
  ToggleButtonProps,
  'iconName' | 'pressedIconName' | 'iconSvg' | 'pressed'
> {
  /** What it is called; `children` are the words of it that a wide window has room for. */
  readonly name: string
  readonly children: string
  readonly onChange: () => void
}

/** Something about the list that is on or off. Its sign is enough where there is little room. */
export function HeaderToggle({ name, children, iconSvg, ...toggle }: HeaderToggleProps) {
  const props = { ...toggle, iconSvg, pressedIconSvg: iconSvg, ariaLabel: name }
  return (
    <>
      <span className="header-toggle-wide">
        <ToggleButton {...props}>{children}</ToggleButton>
      </span>
      <span className="header-toggle-narrow" title={name}>
        <ToggleButton {...props} variant="icon" />
      </span>
    </>
  )
}
