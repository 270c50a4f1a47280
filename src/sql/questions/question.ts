/** A common CloudTrail query as SQL. Athena runs it as it is. */
export interface SqlQuestion {
  /** Where the same query exists as a preset of the filter, it has this ID too. */
  readonly id: string
  readonly title: string
  /** What it finds, and how to narrow it down, for someone new to it. */
  readonly sentence: string
  /** The topic, as the presets have it. */
  readonly group: string
  readonly sql: string
}

/** Text without the indentation of its first line. */
export function sql(text: TemplateStringsArray): string {
  const [first = '', ...lines] = text.raw[0]!.trimEnd().split('\n').slice(1)
  const indentation = first.length - first.trimStart().length
  return [first, ...lines].map((line) => line.slice(indentation)).join('\n')
}
