/** What React tells its developer tools about each component: of its many fields, those needed here. */
interface Fiber {
  readonly type: unknown
  readonly flags: number
  readonly child: Fiber | null
  readonly sibling: Fiber | null
  /** The same component before the commit, or of an earlier one. */
  readonly alternate: Fiber | null
}

interface Hook {
  onCommitFiberRoot?: (renderer: number, root: { readonly current: Fiber }, ...more: unknown[]) => void
  readonly [more: string]: unknown
}

const NAME = '__REACT_DEVTOOLS_GLOBAL_HOOK__'
const page: typeof globalThis & { [NAME]?: Hook } = globalThis

/** A component with this flag was called; without it React has kept what it returned before. */
const PERFORMED_WORK = 1

let counted: Map<string, number> | null = null

// React looks for it when it is loaded: `eachTest.ts` imports this file before any other.
const hook: Hook = (page[NAME] ??= {
  supportsFiber: true,
  inject: () => 1,
  onCommitFiberUnmount: () => {},
})
const { onCommitFiberRoot } = hook
hook.onCommitFiberRoot = (renderer, root, ...more) => {
  onCommitFiberRoot?.(renderer, root, ...more)
  if (counted) count(root.current, root.current.alternate, counted)
}

/** How often each component is rendered while something is done, by its name. */
export async function rendersOf(act: () => Promise<unknown>): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>()
  counted = counts
  await act()
  counted = null
  return counts
}

function count(now: Fiber, before: Fiber | null, counts: Map<string, number>): void {
  const name = typeof now.type === 'function' ? now.type.name : ''
  if (name !== '' && (now.flags & PERFORMED_WORK) !== 0) counts.set(name, (counts.get(name) ?? 0) + 1)
  // Nothing below was rendered.
  if (before?.child === now.child) return
  for (let child = now.child; child; child = child.sibling) count(child, before && child.alternate, counts)
}
