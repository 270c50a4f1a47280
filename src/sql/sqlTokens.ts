export interface SqlToken {
  /** `name` is an identifier in double quotes. */
  readonly kind: 'word' | 'name' | 'string' | 'number' | 'comment' | 'symbol'
  readonly from: number
  readonly to: number
  readonly text: string
}

const TOKEN =
  /(?<comment>--[^\n]*|\/\*[^]*?(?:\*\/|$))|(?<string>'[^']*(?:''[^']*)*(?:'|$))|(?<name>"[^"]*(?:""[^"]*)*(?:"|$))|(?<word>[\p{L}_][\p{L}\p{N}_$]*)|(?<number>\d[\d.]*(?:[eE][+-]?\d+)?)|(?<symbol>\S)/gu

/** The tokens of a statement, comments included. Whatever is not closed reaches to the end. */
export function sqlTokens(text: string): readonly SqlToken[] {
  return [...text.matchAll(TOKEN)].map(({ 0: found, index, groups = {} }) => ({
    kind: Object.keys(groups).find((kind) => groups[kind] !== undefined) as SqlToken['kind'],
    from: index,
    to: index + found.length,
    text: found,
  }))
}

/** Whether it is this keyword, in any case. */
export const isKeyword = (token: SqlToken | undefined, keyword: string): boolean =>
  token?.kind === 'word' && token.text.toUpperCase() === keyword

/** The content of a text or of a name in quotes; any other token as it is written. */
export function contentOf({ kind, text }: SqlToken): string {
  if (kind !== 'string' && kind !== 'name') return text
  const quote = text[0]!
  const isClosed = text.length > 1 && text.endsWith(quote)
  return text.slice(1, isClosed ? -1 : undefined).replaceAll(quote + quote, quote)
}
