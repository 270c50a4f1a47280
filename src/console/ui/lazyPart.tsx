import { useEffect, useState, type ComponentType, type ReactNode } from 'react'

/**
 * A component whose code is loaded when it is first shown, or when `preload` is called before;
 * until then the placeholder is shown. Not React's `lazy`, which delays content by 300 ms when it
 * replaces a fallback that has just appeared.
 */
export function lazyPart<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  placeholder: (props: Props) => ReactNode = () => null,
) {
  let Loaded: ComponentType<Props> | undefined
  // A failure to load code means that the server cannot be reached, which the page reports; the
  // next time the part is shown, it is tried again.
  const preload = async () => {
    Loaded ??= await load().catch(() => undefined)
  }
  const Part = (props: Props) => {
    const [, redraw] = useState(false)
    const waiting = Loaded === undefined
    useEffect(() => {
      if (waiting) void preload().then(() => redraw(true))
    }, [waiting])
    return Loaded ? <Loaded {...props} /> : placeholder(props)
  }
  return Object.assign(Part, { preload })
}

/** Does something small when the browser is idle, such as loading code that will be needed. */
export function useWhenIdle(act: () => unknown, enabled: boolean): void {
  useEffect(() => {
    if (!enabled) return undefined
    // Safari has no idle callbacks.
    if (typeof requestIdleCallback === 'undefined') {
      const timer = setTimeout(act, 500)
      return () => clearTimeout(timer)
    }
    const idle = requestIdleCallback(() => void act(), { timeout: 2000 })
    return () => cancelIdleCallback(idle)
  }, [act, enabled])
}
