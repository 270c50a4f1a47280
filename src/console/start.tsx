import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './App.tsx'
import { removeFirstView } from './first-view/firstView.ts'

/** Draws the page itself, and removes the first view in the same frame. */
export function start(): void {
  createRoot(document.getElementById('app')!, {
    onCaughtError: log('A part of the page can’t be displayed'),
    onUncaughtError: log('The page can’t be displayed'),
    // What failed is drawn once more, in its place; if that fails too, the part says so.
    onRecoverableError: log('A part of the page was drawn in a second attempt'),
  }).render(
    <StrictMode>
      <App onDrawn={removeFirstView} />
    </StrictMode>,
  )
}

const log =
  (what: string) =>
  (error: unknown, { componentStack }: { readonly componentStack?: string | undefined }): void =>
    console.error(`${what}:`, error, componentStack ?? '')
