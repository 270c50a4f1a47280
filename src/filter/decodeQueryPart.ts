/** A key or value of a query, decoded. If its escapes are broken it stays as written. */
export function decodeQueryPart(text: string): string {
  const spaced = text.replaceAll('+', ' ')
  try {
    return decodeURIComponent(spaced)
  } catch {
    return spaced
  }
}
