import '@cloudscape-design/global-styles/index.css'
import './main.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './App.tsx'
import { applyDesignTokens } from './ui/designTokens.ts'

applyDesignTokens(document.body)

createRoot(document.getElementById('app')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
