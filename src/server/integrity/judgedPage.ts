interface Wanted {
  /** All verdicts without it. */
  readonly verdict?: string | undefined
  /** In their names, ignoring case. */
  readonly contains?: string | undefined
  readonly offset: number
  readonly limit: number
}

/** A page of log files or digest files, and how many there are on all pages. */
export function judgedPage<Judged extends { readonly verdict: string }>(
  all: readonly Judged[],
  nameOf: (judged: Judged) => string,
  { verdict, contains = '', offset, limit }: Wanted,
): { readonly items: readonly Judged[]; readonly total: number } {
  const sought = contains.toLowerCase()
  const wanted = all.filter(
    (judged) =>
      (verdict === undefined || judged.verdict === verdict) && nameOf(judged).toLowerCase().includes(sought),
  )
  return { items: wanted.slice(offset, offset + limit), total: wanted.length }
}
