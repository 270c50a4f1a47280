import { lazy, Suspense, type ComponentType } from 'react'

/**
 * A component whose code comes when it is first shown, or when `preload` is called before. React holds content back for
 * 300 ms that replaces a fallback it has just shown; a part that is loaded already is therefore rendered without `lazy`.
 */
export function lazyPart<Props extends object>(load: () => Promise<ComponentType<Props>>) {
  let Loaded: ComponentType<Props> | undefined
  const preload = async () => {
    Loaded ??= await load()
    return { default: Loaded }
  }
  const Lazy = lazy(preload)
  const Part = (props: Props) =>
    Loaded ? (
      <Loaded {...props} />
    ) : (
      <Suspense fallback={null}>
        <Lazy {...props} />
      </Suspense>
    )
  return Object.assign(Part, { preload })
}
