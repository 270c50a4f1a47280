import * as tokens from 'cs-tokens'

/**
 * Cloudscape's design tokens as custom properties with short names, for the CSS of our own
 * components. The values refer to properties that Cloudscape sets on body and changes with theme
 * and density, so these must be set on body too.
 */
const TOKENS = {
  '--background': tokens.colorBackgroundLayoutMain,
  '--background-container': tokens.colorBackgroundContainerContent,
  '--background-hover': tokens.colorBackgroundDropdownItemHover,
  '--background-selected': tokens.colorBackgroundItemSelected,
  '--background-header': tokens.colorBackgroundTableHeader,
  '--background-input': tokens.colorBackgroundInputDefault,
  '--background-code': tokens.colorBackgroundInlineCode,
  '--background-skeleton': tokens.colorBorderDividerSecondary,
  '--background-error': tokens.colorBackgroundStatusError,
  '--background-info': tokens.colorBackgroundStatusInfo,
  '--background-mark': tokens.colorBackgroundDropdownItemFilterMatch,
  '--background-popover': tokens.colorBackgroundPopover,
  '--accent': tokens.colorTextAccent,
  '--text': tokens.colorTextBodyDefault,
  '--text-secondary': tokens.colorTextBodySecondary,
  '--text-heading': tokens.colorTextHeadingDefault,
  '--text-label': tokens.colorTextFormLabel,
  '--text-counter': tokens.colorTextCounter,
  '--text-column-header': tokens.colorTextColumnHeader,
  '--text-link': tokens.colorTextLinkDefault,
  '--text-link-hover': tokens.colorTextLinkHover,
  '--text-error': tokens.colorTextStatusError,
  '--text-warning': tokens.colorTextStatusWarning,
  '--text-success': tokens.colorTextStatusSuccess,
  '--text-number': tokens.colorChartsOrange700,
  '--text-literal': tokens.colorChartsPurple700,
  '--text-disabled': tokens.colorTextDisabled,
  '--text-mark': tokens.colorTextDropdownItemFilterMatch,
  '--border': tokens.colorBorderDividerDefault,
  '--border-secondary': tokens.colorBorderDividerSecondary,
  '--border-input': tokens.colorBorderInputDefault,
  '--border-focus': tokens.colorBorderItemFocused,
  '--border-selected': tokens.colorBorderItemSelected,
  '--chart-events': tokens.colorChartsBlue1300,
  '--chart-errors': tokens.colorChartsRed500,
  '--chart-line-1': tokens.colorChartsPaletteCategorical1,
  '--chart-line-2': tokens.colorChartsPaletteCategorical2,
  '--chart-line-3': tokens.colorChartsPaletteCategorical3,
  '--chart-line-4': tokens.colorChartsPaletteCategorical4,
  '--chart-line-5': tokens.colorChartsPaletteCategorical5,
  '--chart-line-6': tokens.colorChartsPaletteCategorical6,
  '--chart-line-7': tokens.colorChartsPaletteCategorical7,
  '--chart-line-8': tokens.colorChartsPaletteCategorical8,
  '--shadow': tokens.shadowDropdown,
  '--font': tokens.fontFamilyBase,
  '--font-mono': tokens.fontFamilyMonospace,
  '--radius': tokens.borderRadiusInput,
} as const

/**
 * Sets them once, through the CSSOM: a strict Content-Security-Policy forbids style attributes in
 * markup but not this.
 */
export function applyDesignTokens(body: HTMLElement): void {
  for (const [name, value] of Object.entries(TOKENS)) body.style.setProperty(name, value)
}
