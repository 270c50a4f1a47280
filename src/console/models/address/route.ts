import type { View } from './view.ts'

/** A page of the console: its path, its title, and how its address is read and printed. */
export interface Route<Kind extends string, State extends object> {
  readonly kind: Kind
  /** `/events/:id`: a name after a colon matches one segment. `*` matches any path, as `path`. */
  readonly path: string
  /** Shown in the window's title, the navigation and the palette. */
  readonly title: string
  /** Null for pages that can only be opened from others. */
  readonly navigation: NavigationEntry<State> | null
  /** The state of the page; null when the address describes nothing that the page can show. */
  readonly read: (address: PageAddress) => State | null
  readonly print: (state: State) => PageAddressParts
}

interface NavigationEntry<State> {
  /** More words by which the palette finds the page. */
  readonly words: string
  /** The number shown beside its name. */
  readonly badge?: 'problems' | 'alarms'
  /** Only the simulated account has it, log files do not. */
  readonly onlySimulated?: true
  /**
   * The state of the page when it is opened from Event history, or from a page that carries its
   * view.
   */
  readonly open: (view: View) => State
}

interface PageAddress {
  /** The segment for each name in the path. */
  readonly segments: Readonly<Record<string, string>>
  readonly query: URLSearchParams
}

interface PageAddressParts {
  readonly segments?: Readonly<Record<string, string>>
  readonly query?: readonly (readonly [string, string])[]
}

/** Infers the state of a page from its `read`. */
export const route = <const Kind extends string, State extends object>(
  declared: Route<Kind, State>,
): Route<Kind, State> => declared

const ANY_PATH = '*'

/** The segments of a path by name; null when the path does not match. */
export function matchPath(path: string, pathname: string): Readonly<Record<string, string>> | null {
  if (path === ANY_PATH) return { path: decode(pathname) }
  const names = path.split('/')
  const parts = pathname.split('/')
  const isClosed = parts.length === names.length + 1 && parts.at(-1) === ''
  if (parts.length !== names.length && !isClosed) return null
  const segments: Record<string, string> = {}
  for (const [index, name] of names.entries()) {
    const part = parts[index]!
    if (!name.startsWith(':')) {
      if (part !== name) return null
    } else if (part === '') return null
    else segments[name.slice(1)] = decode(part)
  }
  return segments
}

export const printPath = (path: string, segments: Readonly<Record<string, string>> = {}): string =>
  path === ANY_PATH
    ? encodeURI(segments['path'] ?? '')
    : path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(segments[name] ?? ''))

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
