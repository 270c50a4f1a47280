/**
 * A path names a place in a record by its member names, joined by dots:
 * `userIdentity.sessionContext.attributes.mfaAuthenticated`. Positions in arrays are omitted, so
 * `resources.ARN` is the ARN of any resource. A dot, backslash, quote, equals sign, white space or
 * final operator character that belongs to a member's name is escaped with a backslash:
 * `requestParameters.tags.example\.com/role`.
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

/** A member name as written in a path. */
function escapeName(name: string): string {
  // Nearly every name.
  if (/^\w*$/.test(name)) return name
  const escaped = name.replace(/[\\.\s="]/g, '\\$&')
  return /[:^!<>~*?]$/.test(escaped) ? `${escaped.slice(0, -1)}\\${escaped.slice(-1)}` : escaped
}

/**
 * A filter writes its operator after the path, so no name may end like an operator, or like one
 * that may be added later.
 */
export const ENDS_LIKE_OPERATOR = /[:^!=<>~*?\s]$/

/**
 * Paths as one text, separated by commas; commas within paths are escaped. Reading it gives the
 * same paths, as `joinPath` writes them.
 */
export const printPaths = (paths: readonly string[]): string =>
  paths.map((path) => joinPath(splitPath(path)).replaceAll(',', '\\,')).join(',')

/**
 * The paths without duplicates, in order. An invalid path, in which a name is missing, stays as
 * written.
 */
export function readPaths(text: string): string[] {
  const paths = text.match(/(?:\\.|[^\\,]|\\$)+/gs) ?? []
  return [...new Set(paths.map((path) => joinPath(splitPath(path))))]
}
