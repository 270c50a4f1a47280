import { applyDensity, applyMode, Density, Mode } from '@cloudscape-design/global-styles'
import { useLayoutEffect } from 'react'
import type { Preferences } from '../models/preferences/preferences.ts'
import { usePreferences } from '../models/preferences/usePreferences.ts'
import { useMediaQuery } from '../ui/useMediaQuery.ts'
import { usePrinting } from '../ui/usePrinting.ts'

const SYSTEM_DARK = '(prefers-color-scheme: dark)'

/** Whether the page is dark, by preference or by the system's setting. */
export function useIsDark(): boolean {
  const theme = usePreferences((preferences) => preferences.theme)
  const system = useMediaQuery(SYSTEM_DARK)
  return theme === 'system' ? system : theme === 'dark'
}

/** Applies the preferred theme and density to the page. */
export function useTheme(): void {
  const dark = useIsDark()
  const density = usePreferences((preferences) => preferences.density)
  const printing = usePrinting()
  // Browsers leave backgrounds out on paper, and light text cannot be read there.
  const isDark = dark && !printing
  useLayoutEffect(() => applyTheme(isDark, density), [isDark, density])
}

/** The same, before React has loaded. */
export function applyPreferredTheme({ theme, density }: Preferences): void {
  applyTheme(theme === 'system' ? matchMedia(SYSTEM_DARK).matches : theme === 'dark', density)
}

function applyTheme(dark: boolean, density: Preferences['density']): void {
  applyMode(dark ? Mode.Dark : Mode.Light)
  document.documentElement.style.colorScheme = dark ? 'dark' : 'light'
  applyDensity(density === 'compact' ? Density.Compact : Density.Comfortable)
}
