import { textWithoutAccessToken } from '../../../filter/accessToken.ts'
import { EVERYTHING, type Filter, type FilterToken } from '../../../filter/filter.ts'
import { printFilter } from '../../../filter/params.ts'
import { detectIndicators } from '../../../filter/detectIndicators.ts'
import type { Indicator, Suggestion } from '../../../filter/indicators/suggestion.ts'
import { formatFilterText } from '../../../filter/text.ts'
import { hasToken } from '../../../filter/edit.ts'
import { textWords, writeWord } from '../../../filter/words.ts'
import type { Page } from '../../routes.ts'
import { readPage, viewOf } from '../address/page.ts'
import type { ViewPatch } from '../address/view.ts'

/** A view to go to, suggested for a text that was pasted or typed. */
export interface SuggestedView {
  /** Which events it shows, as a sentence. */
  readonly says: string
  /** Its conditions as filter text. */
  readonly detail: string
  readonly target: Page | ViewPatch
  /** Its filter, to count its events; null when it shows no list. */
  readonly filter: Filter | null
  /** The conditions that the text suggests; the view may have more. */
  readonly conditions: Filter
}

export interface SuggestedViewGroup {
  readonly title: string
  readonly views: readonly SuggestedView[]
}

export interface SuggestedViews {
  /** The kind of the text: `Access key`. */
  readonly what: string
  /** False for a plain word, which may also be meant as free text. */
  readonly sure: boolean
  readonly groups: readonly SuggestedViewGroup[]
}

const MOST_ADDED = 6
const MOST_ALONE = 4
const LONGEST_DETAIL = 200

/**
 * The kind of a text and the views that it suggests for the current filter; null when it is of no
 * known kind.
 */
export function suggestedViews(given: string, present: Filter, host: string): SuggestedViews | null {
  const text = textWithoutAccessToken(given)
  const link = readLink(text.trim(), host)
  if (link) return viewsOfLink(link)
  const indicator = detectIndicators(text)
  if (!indicator) return null
  const { what, sure } = indicator
  return { what, sure, groups: groupsOf(indicator, present).filter(({ views }) => views.length > 0) }
}

function groupsOf({ suggestions, isWhole }: Indicator, present: Filter): SuggestedViewGroup[] {
  if (isEmpty(present)) return [{ title: '', views: alone(suggestions, MOST_ADDED) }]
  const added = { title: 'Add to filter', views: addedTo(present, suggestions) }
  const instead = { title: 'Replace filter', views: alone(suggestions, MOST_ALONE) }
  return isWhole ? [instead, added] : [added, instead]
}

const alone = (suggestions: readonly Suggestion[], most: number): SuggestedView[] =>
  suggestions.slice(0, most).map(({ says, filter }) => {
    return { ...viewWith(says, filter, filter), target: { filter, savedView: null } }
  })

/** Leaves out what the current filter already contains. */
const addedTo = (present: Filter, suggestions: readonly Suggestion[]): SuggestedView[] =>
  suggestions
    .map(({ says, filter }) => viewWith(says, filter, narrowed(present, filter)))
    .filter(({ filter }) => filter !== null && printFilter(filter) !== printFilter(present))
    .slice(0, MOST_ADDED)

const viewWith = (says: string, conditions: Filter, filter: Filter): SuggestedView => ({
  says,
  detail: shortened(formatFilterText(conditions)),
  target: { filter },
  filter,
  conditions,
})

/**
 * The current filter with the conditions of another one added, whose time range replaces the
 * current one.
 */
export function narrowed(present: Filter, by: Filter): Filter {
  const isNew = (each: FilterToken) => !hasToken(present, each)
  const words = [...new Set([...textWords(present.text), ...textWords(by.text)])]
  return {
    tokens: [...present.tokens, ...by.tokens.filter(isNew)],
    timeRange: by.timeRange.kind === 'all' ? present.timeRange : by.timeRange,
    text: words.map(writeWord).join(' '),
  }
}

const LONGEST_TEXT = 200

/** The records that contain the text literally; null when there is nothing to search for. */
export function textSearchView(text: string, present: Filter): SuggestedView | null {
  const plain = textWithoutAccessToken(text).replaceAll(/\s+/g, ' ').trim()
  if (plain === '' || plain.length > LONGEST_TEXT) return null
  const filter: Filter = { ...EVERYTHING, text: writeWord(plain.replace(/^"+/, '')) }
  if (textWords(filter.text).length === 0) return null
  return viewWith(`Search all records for “${plain}”`, filter, narrowed(present, filter))
}

/**
 * The page that a link to this console opens: at this address, or at any address on the user's own
 * machine.
 */
function readLink(text: string, host: string): Page | null {
  if (!/^https?:\/\/\S{1,8000}$/.test(text)) return null
  try {
    const link = new URL(text)
    const isOurs = link.host === host || ['127.0.0.1', 'localhost', '[::1]'].includes(link.hostname)
    return isOurs && !link.pathname.startsWith('/api/') ? readPage(link.pathname, link.search) : null
  } catch {
    return null
  }
}

function viewsOfLink(page: Page): SuggestedViews {
  const isList = page.kind === 'event-history'
  const { filter } = viewOf(page)
  const view: SuggestedView = {
    says: isList ? 'Open the view in this link' : 'Open the page in this link',
    detail: shortened(formatFilterText(filter)),
    target: page,
    filter: isList ? filter : null,
    conditions: filter,
  }
  return { what: 'Link to this console', sure: true, groups: [{ title: '', views: [view] }] }
}

const isEmpty = (filter: Filter): boolean =>
  filter.tokens.length === 0 && filter.text === '' && filter.timeRange.kind === 'all'

const shortened = (line: string): string =>
  line.length > LONGEST_DETAIL ? `${line.slice(0, LONGEST_DETAIL)}…` : line
