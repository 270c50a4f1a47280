import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './App.tsx'
import { removeFirstView } from './first-view/firstView.ts'

/** Draws the page itself, and takes the first view away in the same frame. */
export function start(): void {
  createRoot(document.getElementById('app')!).render(
    <StrictMode>
      <App onDrawn={removeFirstView} />
    </StrictMode>,
  )
}
