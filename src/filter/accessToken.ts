import { decodeQueryPart } from './decodeQueryPart.ts'
import type { Filter } from './filter.ts'
import { readPieces } from './textPieces.ts'

/**
 * The key of the access token of a console, in a link to one of its pages. It is not a condition of
 * a filter and is never saved: not in an address, a saved view or a suggested text.
 */
export const ACCESS_TOKEN = 'token'

/** A query, with or without its `?`, without the access token. */
export function withoutAccessToken(query: string): string {
  const [start, asked] = query.startsWith('?') ? ['?', query.slice(1)] : ['', query]
  const kept = asked.split('&').filter((part) => keyOf(part) !== ACCESS_TOKEN)
  return kept.length === 0 ? '' : start + kept.join('&')
}

/** The access tokens in a query, with or without its `?`. */
export const accessTokensIn = (query: string): readonly string[] =>
  query
    .replace(/^\?/, '')
    .split('&')
    .filter((part) => keyOf(part) === ACCESS_TOKEN)
    .map((part) => decodeQueryPart(part.slice(part.indexOf('=') + 1)))

/** The filter without conditions that contain an access token. */
export function withoutAccessTokens(filter: Filter): Filter {
  const tokens = filter.tokens.filter((token) => token.kind !== 'unreadable' || !isAccessTokenKey(token.key))
  return tokens.length === filter.tokens.length ? filter : { ...filter, tokens }
}

/**
 * A link, its query or a line of conditions, without the access token. Any other text is returned
 * unchanged.
 */
export function textWithoutAccessToken(text: string): string {
  const link = /^\s*(?:https?:\/\/[^\s?#]+)?(?=\?)/.exec(text)?.[0]
  if (link !== undefined) {
    const [, query = '', rest = ''] = /^([^\s#]*)(.*)$/s.exec(text.slice(link.length)) ?? []
    return link + withoutAccessToken(query) + rest
  }
  const pieces = readPieces(text)
  if (!pieces.every(({ kind }) => kind === 'param')) return text
  const kept = pieces.filter((piece) => piece.kind !== 'param' || !isAccessTokenKey(piece.key))
  return kept.length === pieces.length ? text : kept.map(({ from, to }) => text.slice(from, to)).join(' ')
}

/** With any operator. */
const isAccessTokenKey = (key: string): boolean => /^token\W*$/.test(key)

const keyOf = (part: string): string => decodeQueryPart(part.split('=', 1)[0]!)
