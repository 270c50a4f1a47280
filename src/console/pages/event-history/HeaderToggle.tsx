import ToggleButton, { type ToggleButtonProps } from '@cloudscape-design/components/toggle-button'

export interface HeaderToggleProps extends Pick<
  ToggleButtonProps,
  'iconName' | 'pressedIconName' | 'iconSvg' | 'pressed'
> {
  /** What it is called; `children` are the words of it that a wide window has room for. */
  readonly name: string
  readonly children: string
  /** An event is opened beside the list, which leaves little room in any window. */
  readonly compact: boolean
  readonly onChange: () => void
}

/** Something about the list that is on or off. Its sign is enough where there is little room. */
export function HeaderToggle({ name, children, compact, iconSvg, ...toggle }: HeaderToggleProps) {
  const props = { ...toggle, iconSvg, pressedIconSvg: iconSvg, ariaLabel: name }
  const sign = <ToggleButton {...props} variant="icon" />
  if (compact) return <span title={name}>{sign}</span>
  return (
    <>
      <span className="header-toggle-wide">
        <ToggleButton {...props}>{children}</ToggleButton>
      </span>
      <span className="header-toggle-narrow" title={name}>
        {sign}
      </span>
    </>
  )
}
