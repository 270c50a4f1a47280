/** The parameter of a page's link that carries the token the console was started with. It is never a part of what a page shows. */
export const TOKEN = 'token'

/** A query, with or without its `?`, as it is but for the token. */
export function withoutToken(query: string): string {
  const [start, asked] = query.startsWith('?') ? ['?', query.slice(1)] : ['', query]
  const kept = asked.split('&').filter((part) => keyOf(part) !== TOKEN)
  return kept.length === 0 ? '' : start + kept.join('&')
}

/** The tokens that a query holds, in its order. */
export const tokensIn = (query: string): readonly string[] =>
  query
    .replace(/^\?/, '')
    .split('&')
    .filter((part) => keyOf(part) === TOKEN)
    .map((part) => decode(part.slice(part.indexOf('=') + 1)))

/** A text with the token taken out of every link, and of every query, that it holds. */
export const withoutTokensOfLinks = (text: string): string =>
  text.replaceAll(/\?[^\s#"'<>]+/g, (query) => withoutToken(query))

const keyOf = (part: string): string => decode(part.split('=', 1)[0]!)

function decode(text: string): string {
  const spaced = text.replaceAll('+', ' ')
  try {
    return decodeURIComponent(spaced)
  } catch {
    return spaced
  }
}
