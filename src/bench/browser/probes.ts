import type { Page } from '@playwright/test'

/** What the bench looks at in the page. It is put there by the bench: the product knows nothing of it. */
declare global {
  interface Window {
    /** Milliseconds on the page's clock of what was waited for. */
    painted: Promise<number>
    frameTimes: number[]
  }
}

/** Something that is true of the page, written as an expression: it runs there, and only sees what is there. */
export type Condition = string

/** On every page that is opened from now on: `window.painted` is when the condition first held and was on screen, from navigation. */
export async function watchFromStart(page: Page, condition: Condition): Promise<void> {
  await page.addInitScript(`window.painted = (${untilPainted.toString()})(() => ${condition})`)
}

/** Waits for the frame that shows it. (Playwright's own `waitForFunction` evaluates in the page, whose security policy forbids that.) */
export async function untilShown(page: Page, condition: Condition): Promise<void> {
  await page.evaluate(`(${untilPainted.toString()})(() => ${condition})`)
}

/** Milliseconds from the next press of a key, as the browser stamps it, to the frame that shows what the condition says. */
export async function paintedAfter(
  page: Page,
  key: string,
  condition: Condition,
  press: () => Promise<void>,
): Promise<number> {
  const watch = `(${nextKey.toString()})(${JSON.stringify(key)})
    .then(async (pressed) => (await (${untilPainted.toString()})(() => ${condition})) - pressed)`
  // Not the promise itself: that would be waited for.
  await page.evaluate(`window.painted = ${watch}, undefined`)
  await press()
  return page.evaluate(() => window.painted)
}

/** Collects how long each frame takes, until `frameTimes` is asked. */
export async function collectFrames(page: Page): Promise<void> {
  await page.evaluate(() => {
    const frames: number[] = []
    window.frameTimes = frames
    let last = performance.now()
    const next = () => {
      const now = performance.now()
      frames.push(now - last)
      last = now
      if (window.frameTimes === frames) requestAnimationFrame(next)
    }
    requestAnimationFrame(next)
  })
}

export async function frameTimes(page: Page): Promise<number[]> {
  return page.evaluate(() => {
    const { frameTimes: frames } = window
    window.frameTimes = []
    return frames.slice(1)
  })
}

/**
 * Looks at every frame. The frame in which the condition first holds is on screen when the next one begins. Until there is a frame to
 * look at nothing is painted.
 */
function untilPainted(holds: () => boolean): Promise<number> {
  return new Promise((resolve, reject) => {
    const patience = performance.now() + 30_000
    const look = () => {
      if (holds()) requestAnimationFrame(() => resolve(performance.now()))
      else if (performance.now() < patience) requestAnimationFrame(look)
      else reject(new Error(`${location.href} has not shown it in half a minute: ${holds.toString()}`))
    }
    requestAnimationFrame(look)
  })
}

function nextKey(key: string): Promise<number> {
  return new Promise((resolve) => {
    const onKey = (domEvent: KeyboardEvent) => {
      if (domEvent.key !== key) return
      window.removeEventListener('keydown', onKey, true)
      resolve(domEvent.timeStamp)
    }
    window.addEventListener('keydown', onKey, true)
  })
}
