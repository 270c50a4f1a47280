import type { Page } from '@playwright/test'

/** What the bench observes in the page. The bench injects it; the product has no hooks for it. */
declare global {
  interface Window {
    /** Milliseconds on the page's clock of what was waited for. */
    painted: Promise<number>
    frameTimes: number[]
  }
}

/**
 * Something that is true of the page, written as an expression: it runs there, and only sees what
 * is there.
 */
export type Condition = string

/**
 * On every page that is opened from now on: `window.painted` is when the condition first held and
 * was on screen, from navigation.
 */
export async function watchFromStart(page: Page, condition: Condition): Promise<void> {
  await page.addInitScript(`window.painted = (${untilPainted.toString()})(() => ${condition})`)
}

/**
 * Waits for the frame that shows it. (Playwright's own `waitForFunction` evaluates in the page,
 * whose security policy forbids that.)
 */
export async function untilShown(page: Page, condition: Condition): Promise<void> {
  await page.evaluate(`(${untilPainted.toString()})(() => ${condition})`)
}

/** A key by its `KeyboardEvent.key`, or the click of a pointer. */
export type Doing = { readonly key: string } | 'click'

/**
 * Milliseconds from the next key or click, as the browser stamps it, to the frame that shows what
 * the condition says.
 */
export async function paintedAfter(
  page: Page,
  doing: Doing,
  condition: Condition,
  act: () => Promise<void>,
): Promise<number> {
  const watch = `(${nextDoing.toString()})(${JSON.stringify(doing === 'click' ? null : doing.key)})
    .then(async (done) => (await (${untilPainted.toString()})(() => ${condition})) - done)`
  // Not the promise itself: that would be waited for.
  await page.evaluate(`window.painted = ${watch}, undefined`)
  await act()
  return page.evaluate(() => window.painted)
}

/** Collects how long each frame takes, until `frameTimes` is called. */
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
 * Looks at every frame. The frame in which the condition first holds is on screen when the next one
 * begins. Until there is a frame to look at nothing is painted.
 */
function untilPainted(holds: () => boolean): Promise<number> {
  return new Promise((resolve, reject) => {
    const patience = performance.now() + 30_000
    const look = () => {
      if (holds()) requestAnimationFrame(() => resolve(performance.now()))
      else if (performance.now() < patience) requestAnimationFrame(look)
      else reject(new Error(`${location.href} did not show it within 30 seconds: ${holds.toString()}`))
    }
    requestAnimationFrame(look)
  })
}

/**
 * When this key is pressed, or without one when a button of the pointer is let go over something.
 */
function nextDoing(key: string | null): Promise<number> {
  const type = key === null ? 'click' : 'keydown'
  return new Promise((resolve) => {
    const onEvent = (domEvent: Event) => {
      if (key !== null && (domEvent as KeyboardEvent).key !== key) return
      window.removeEventListener(type, onEvent, true)
      resolve(domEvent.timeStamp)
    }
    window.addEventListener(type, onEvent, true)
  })
}
