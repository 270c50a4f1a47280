/** The columns with one of them moved before another, or to the end when `before` is null. */
export function movedBefore(names: readonly string[], column: string, before: string | null): string[] {
  if (before === column) return [...names]
  const others = names.filter((name) => name !== column)
  const at = before === null ? -1 : others.indexOf(before)
  return others.toSpliced(at < 0 ? others.length : at, 0, column)
}
