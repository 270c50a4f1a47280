import type { SavedViews } from './savedViews.ts'

/** The saved views, wherever they are kept. A `JsonFile` of views is one place. */
export interface KeptViews {
  /** What could not be read, in a sentence; null if nothing is missing. */
  readonly problem: string | null
  read(): Promise<SavedViews>
  /**
   * Changes them, one change after another. Resolves when they are kept. What `edit` throws is rethrown, and nothing
   * is changed. `who`: the name of the reader; null without one.
   */
  change(edit: (views: SavedViews) => SavedViews, who: string | null): Promise<SavedViews>
}
