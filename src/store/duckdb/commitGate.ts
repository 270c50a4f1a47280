/**
 * Keeps commits and reads of pages apart.
 *
 * For ORDER BY … LIMIT the engine (DuckDB 1.5) scans row groups in the order of their statistics,
 * and takes a row group without rows for the end of the table. A commit that starts a row group
 * shows it for a moment before its rows: a page read in that moment lacks the rows of later row
 * groups, although they were committed long before. Other statements scan in the table's order,
 * where the new row group is the last one.
 */
export class CommitGate {
  readonly #reads = new Set<Promise<unknown>>()
  #commit: Promise<unknown> | null = null

  /** Reads a page while no commit is running. */
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

  /**
   * Commits while no page is being read; new reads wait for it. Only one commit may run at a time.
   */
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
