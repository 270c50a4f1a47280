import PQueue from 'p-queue'
import type { SavedView } from '../../api/views.ts'
import type { KeptText, KeptTexts } from '../../store/keptTexts.ts'
import { notStored } from '../http/problem.ts'
import type { KeptViews } from './keptViews.ts'
import { readView, type SavedViews } from './savedViews.ts'
import { unreadTexts } from './unreadTexts.ts'

/**
 * Saved views as texts in a store that several consoles share, each under its name, so that a change writes only the
 * views that it changes.
 */
export class SharedViews implements KeptViews {
  readonly #texts: KeptTexts
  readonly #now: () => number
  #views: SavedViews = new Map()
  /** Why views cannot be read, by their names. */
  readonly #faults = new Map<string, string>()
  readonly #changes = new PQueue({ concurrency: 1 })

  constructor(texts: KeptTexts, now: () => number) {
    this.#texts = texts
    this.#now = now
  }

  get problem(): string | null {
    return unreadTexts('the view', this.#faults)
  }

  read(): Promise<SavedViews> {
    return this.#changes.add(() => this.#refresh())
  }

  change(edit: (views: SavedViews) => SavedViews, who: string | null): Promise<SavedViews> {
    return this.#changes.add(async () => {
      const before = await this.#refresh()
      const after = edit(before)
      const changed = changedTexts(before, after, who, this.#now())
      if (changed.length === 0) return after
      try {
        await this.#texts.write(changed)
      } catch (error) {
        throw notStored('The view', error)
      }
      for (const { key } of changed) this.#faults.delete(key)
      this.#views = after
      return after
    })
  }

  async #refresh(): Promise<SavedViews> {
    const news = await this.#texts.news()
    if (news.length === 0) return this.#views
    const views = new Map(this.#views)
    for (const { key, text } of news) {
      const view = text === null ? null : viewIn(text)
      views.delete(key)
      this.#faults.delete(key)
      if (typeof view === 'string') this.#faults.set(key, view)
      else if (view !== null) views.set(key, view)
    }
    this.#views = views
    return views
  }
}

/** The texts of the views that are not the same any more. */
function changedTexts(before: SavedViews, after: SavedViews, who: string | null, atMs: number): KeptText[] {
  const removed = [...before.keys()].filter((name) => !after.has(name))
  const saved = [...after].filter(([name, view]) => before.get(name) !== view)
  return [
    ...removed.map((key) => ({ key, text: null, who, atMs })),
    ...saved.map(([key, view]) => ({ key, text: JSON.stringify(view), who, atMs })),
  ]
}

/** The view, or what is wrong with its text. */
function viewIn(text: string): SavedView | string {
  try {
    return readView(JSON.parse(text))
  } catch (error) {
    return `it is not JSON (${(error as Error).message})`
  }
}
