import { Component, type ErrorInfo, type ReactNode } from 'react'

/** Something that threw while it was drawn. */
export interface Failure {
  readonly error: unknown
  /** The components that were being drawn, innermost first; null until React has reported them. */
  readonly componentStack: string | null
}

export interface ErrorBoundaryProps {
  /** Replaces the children once one of them has thrown. */
  readonly renderFallback: (failure: Failure) => ReactNode
  /** The data that the children draw: when one of these changes, the children are drawn again. */
  readonly resetKeys?: readonly unknown[]
  readonly children: ReactNode
}

interface State {
  readonly failure: Failure | null
}

/**
 * Contains an error in one part of the page. It adds no element of its own, so it can be used
 * between a grid and its rows, and it draws its children again when their data changes.
 * Cloudscape's own boundary does neither, which is why it is not used. `start.tsx` logs what is
 * caught here.
 */
export class ErrorBoundary extends Component<ErrorBoundaryProps, State> {
  override state: State = { failure: null }

  static getDerivedStateFromError(error: unknown): State {
    return { failure: { error, componentStack: null } }
  }

  override componentDidCatch(error: unknown, { componentStack = null }: ErrorInfo): void {
    this.setState({ failure: { error, componentStack } })
  }

  // Not while rendering: an error thrown by the new data must not be mistaken for an old one.
  override componentDidUpdate(before: ErrorBoundaryProps, { failure }: State): void {
    if (failure && this.state.failure && haveChanged(before.resetKeys, this.props.resetKeys)) {
      // oxlint-disable-next-line react/no-did-update-set-state -- only where something has failed, and once for each change
      this.setState({ failure: null })
    }
  }

  override render(): ReactNode {
    const { failure } = this.state
    return failure ? this.props.renderFallback(failure) : this.props.children
  }
}

function haveChanged(before: readonly unknown[] = [], after: readonly unknown[] = []): boolean {
  return before.length !== after.length || before.some((key, index) => !Object.is(key, after[index]))
}
