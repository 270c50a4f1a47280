import ToggleButton, { type ToggleButtonProps } from '@cloudscape-design/components/toggle-button'

export interface HeaderToggleProps extends Pick<
  ToggleButtonProps,
  'iconName' | 'pressedIconName' | 'iconSvg' | 'pressed'
> {
  /** Its name; `children` is the label, shown where the window is wide enough. */
  readonly name: string
  readonly children: string
  /** An event is opened beside the list, which leaves little room in a window of any width. */
  readonly compact: boolean
  readonly onChange: () => void
}

/** Turns something about the list on or off. Where there is little room only the icon is shown. */
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
