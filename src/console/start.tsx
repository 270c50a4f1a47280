import '@cloudscape-design/global-styles/index.css'
import './start.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './App.tsx'
import { applyDesignTokens } from './ui/designTokens.ts'

/** Shows the page once the first question is settled; its answer may still be on its way. */
export async function start(asked: Promise<void>): Promise<void> {
  applyDesignTokens(document.body)
  await asked
  createRoot(document.getElementById('app')!).render(
    <StrictMode>
      <App />
    </StrictMode>,
  )
}
