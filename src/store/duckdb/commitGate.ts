/**
 * Keeps a commit and the reading of pages apart.
 *
 * For ORDER BY … LIMIT the engine (DuckDB 1.5) scans row groups in the order of their statistics, and
 * takes a row group without rows for the end of the table. A commit that begins a row group shows it
 * for a moment before its rows: a page read in that moment lacks what lies in the row groups behind it,
 * although its own rows were committed long before. Other statements scan in the table's order, where
 * the new row group is the last one.
 */
export class CommitGate {
  readonly #reads = new Set<Promise<unknown>>()
  #commit: Promise<unknown> | null = null

  /** Reads a page when no commit is under way. */
  async read<T>(task: () => Promise<T>): Promise<T> {
    while (this.#commit) await this.#commit
    const read = task()
    const settled = read.catch(() => {})
    this.#reads.add(settled)
    try {
      return await read
    } finally {
      this.#reads.delete(settled)
    }
  }

  /** Commits when no page is being read; pages that are wanted meanwhile wait. One commit at a time. */
  async commit(task: () => Promise<void>): Promise<void> {
    const commit = Promise.all(this.#reads).then(task)
    this.#commit = commit.catch(() => {})
    try {
      await commit
    } finally {
      this.#commit = null
    }
  }
}
