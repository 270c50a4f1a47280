import '@cloudscape-design/global-styles/index.css'
import 'virtual:dark-tokens.css'
import './start.css'
import { sendFirstRequest } from './first-view/firstRequest.ts'
import { showFirstView } from './first-view/firstView.ts'
import { startAddress } from './models/address/useView.ts'
import { currentPreferences } from './models/preferences/usePreferences.ts'
import { applyPreferredTheme } from './shell/useTheme.ts'
import { applyDesignTokens } from './ui/designTokens.ts'

/** How long the page's own code waits for the first events. */
const PATIENCE_MS = 150

startAddress()
applyDesignTokens(document.body)
applyPreferredTheme(currentPreferences())

// The page's own code takes the browser several times as long as everything before it, so the
// events come first.
const { addressed, answered } = sendFirstRequest()
// With the first frame, unless the events are there by then.
void addressed.then(painted).then(() => showFirstView())
const drawn = answered.then((firstPage) => {
  showFirstView(firstPage)
  return firstPage && painted()
})
// The page itself shows more about an error than the first view can.
void Promise.race([drawn.catch(console.error), patience()])
  .then(() => import('./start.tsx'))
  .then(({ start }) => addressed.then(start))

/** A hidden window draws nothing. */
function painted(): Promise<void> {
  return new Promise((resolve) => {
    if (document.hidden) resolve()
    else requestAnimationFrame(() => resolve())
  })
}

function patience(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))
}
