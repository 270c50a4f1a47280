import type { Failure } from './ErrorBoundary.tsx'

declare const __VERSION__: string

/** The message of a thrown value, as a sentence. */
export function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message || error.name : String(error)
  return /[.!?]$/.test(message) ? message : `${message}.`
}

/** Everything that helps to find the cause, as text for a bug report. */
export function describeFailure(name: string, { error, componentStack }: Failure): string {
  const stack = error instanceof Error && error.stack ? error.stack : reasonOf(error)
  return [
    `${name} can’t be displayed.`,
    `Event History Console ${__VERSION__}`,
    location.href,
    navigator.userAgent,
    stack,
    componentStack === null ? '' : `Components:${componentStack}`,
  ]
    .filter((line) => line !== '')
    .join('\n')
}
