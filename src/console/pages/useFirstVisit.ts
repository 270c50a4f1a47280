import { useLayoutEffect } from 'react'
import { currentView, go, useView } from '../address/useView.ts'
import { useStatus } from '../queries/useStatus.ts'

const VISITED = 'event-history-visited'

/**
 * The first visit on the simulated account starts, as the AWS console does, with Read-only = false: in the address,
 * where it is seen and one click away from gone. Loaded files show everything. False until that is settled.
 */
export function useFirstVisit(): boolean {
  const isBare = useView((view) => view.filter.tokens.length === 0 && view.filter.text === '')
  const status = useStatus()
  const undecided = isBare && isFirstVisit() && location.pathname === '/' && location.search === ''
  const source = status.data?.source

  useLayoutEffect(() => {
    if (source === undefined && status.error === null) return
    const first = undecided && source === 'simulated'
    rememberVisit()
    if (!first) return
    const readOnly = { kind: 'token', field: 'readOnly', operator: '=', value: 'false' } as const
    go({ filter: { ...currentView().filter, tokens: [readOnly] } }, 'replace')
  }, [undecided, source, status.error])

  return !undecided || (source !== undefined && source !== 'simulated') || status.error !== null
}

function isFirstVisit(): boolean {
  try {
    return sessionStorage.getItem(VISITED) === null
  } catch {
    return false
  }
}

function rememberVisit(): void {
  try {
    sessionStorage.setItem(VISITED, 'yes')
  } catch {
    // Storage is forbidden: then nothing is a first visit.
  }
}
