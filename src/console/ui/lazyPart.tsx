import { useEffect, useState, type ComponentType, type ReactNode } from 'react'

/**
 * A component whose code comes when it is first shown, or when `preload` is called before; until then the placeholder stands
 * in its place. Without React's `lazy`, which holds content back for 300 ms that replaces a fallback it has just shown.
 */
export function lazyPart<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  placeholder: (props: Props) => ReactNode = () => null,
) {
  let Loaded: ComponentType<Props> | undefined
  // Code that will not come is the server's absence, which the page tells; the next try is the next showing.
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

/** Does something small once there is nothing better to do, such as fetching code that will be wanted. */
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
