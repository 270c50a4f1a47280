/**
 * A path names a place in a record by its member names, joined by dots: `userIdentity.sessionContext.attributes.mfaAuthenticated`.
 * Positions in arrays are left out, so `resources.ARN` is the ARN of any resource. A dot, backslash, quote, equals sign, white space, or a closing
 * operator character that belongs to a member's own name is escaped with a backslash: `requestParameters.tags.example\.com/role`.
 */
export function splitPath(path: string): string[] {
  if (!path.includes('\\')) return path.split('.')
  const names: string[] = []
  let name = ''
  for (let i = 0; i < path.length; i++) {
    const character = path[i]
    if (character === '\\' && i + 1 < path.length) name += path[++i]
    else if (character === '.') {
      names.push(name)
      name = ''
    } else name += character
  }
  names.push(name)
  return names
}

export function joinPath(names: readonly string[]): string {
  return names.map(escapeName).join('.')
}

/** One member name as it stands in a path. */
function escapeName(name: string): string {
  const escaped = name.replace(/[\\.\s="]/g, '\\$&')
  return /[:^!<>~*?]$/.test(escaped) ? `${escaped.slice(0, -1)}\\${escaped.slice(-1)}` : escaped
}

/** The filter writes its operator behind the path, so no name may end like one, nor like one that somebody may think of. */
export const ENDS_LIKE_OPERATOR = /[:^!=<>~*?\s]$/

/** Paths as one text, divided by commas; a comma within a path is escaped. Reading gives the same paths, each as `joinPath` writes it. */
export const printPaths = (paths: readonly string[]): string =>
  paths.map((path) => joinPath(splitPath(path)).replaceAll(',', '\\,')).join(',')

/** Each path once, in order; what is no path, since a name is missing in it, is left as it stands. */
export function readPaths(text: string): string[] {
  const paths = text.match(/(?:\\.|[^\\,]|\\$)+/gs) ?? []
  return [...new Set(paths.map((path) => joinPath(splitPath(path))))]
}
