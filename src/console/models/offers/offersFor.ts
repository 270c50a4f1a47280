import { textWithoutAccessToken } from '../../../filter/accessToken.ts'
import { EVERYTHING, type Filter } from '../../../filter/filter.ts'
import { printFilter } from '../../../filter/params.ts'
import { detectIndicators } from '../../../filter/detectIndicators.ts'
import type { Indicator, Suggestion } from '../../../filter/indicators/suggestion.ts'
import { formatFilterText } from '../../../filter/text.ts'
import { addToken } from '../../../filter/edit.ts'
import { textWords, writeWord } from '../../../filter/words.ts'
import type { Page } from '../../routes.ts'
import { readPage, viewOf } from '../address/page.ts'
import type { ViewPatch } from '../address/view.ts'

/** Something to go to, from a text that was pasted or typed. */
export interface Offered {
  /** What it leaves, as a sentence. */
  readonly says: string
  /** The conditions, as they are typed. */
  readonly detail: string
  /** Where it leads. */
  readonly target: Page | ViewPatch
  /** What it asks, for its count; null where it leads to no list. */
  readonly filter: Filter | null
}

export interface OfferedGroup {
  readonly title: string
  readonly offers: readonly Offered[]
}

export interface Offers {
  /** What the text is: `Access key`. */
  readonly what: string
  /** False for a plain word, which may as well be meant as a word. */
  readonly sure: boolean
  readonly groups: readonly OfferedGroup[]
}

const MOST_ADDED = 6
const MOST_ALONE = 4
const LONGEST_DETAIL = 200

/** What a text is and where it can lead from the present filter; null when it is nothing that is known. */
export function offersFor(given: string, present: Filter, host: string): Offers | null {
  const text = textWithoutAccessToken(given)
  const link = readLink(text.trim(), host)
  if (link) return linkOffers(link)
  const indicator = detectIndicators(text)
  if (!indicator) return null
  const { what, sure } = indicator
  return { what, sure, groups: groupsOf(indicator, present).filter(({ offers }) => offers.length > 0) }
}

function groupsOf({ suggestions, isWhole }: Indicator, present: Filter): OfferedGroup[] {
  if (isEmpty(present)) return [{ title: '', offers: standingAlone(suggestions, MOST_ADDED) }]
  const added = { title: 'With the present filter', offers: addedTo(present, suggestions) }
  const instead = { title: 'In place of the present filter', offers: standingAlone(suggestions, MOST_ALONE) }
  return isWhole ? [instead, added] : [added, instead]
}

const standingAlone = (suggestions: readonly Suggestion[], most: number): Offered[] =>
  suggestions.slice(0, most).map(({ says, filter }) => {
    return { ...offered(says, filter, filter), target: { filter, savedView: null } }
  })

/** What the present filter asks already is no offer. */
const addedTo = (present: Filter, suggestions: readonly Suggestion[]): Offered[] =>
  suggestions
    .map(({ says, filter }) => offered(says, filter, narrowed(present, filter)))
    .filter(({ filter }) => filter !== null && printFilter(filter) !== printFilter(present))
    .slice(0, MOST_ADDED)

const offered = (says: string, conditions: Filter, filter: Filter): Offered => ({
  says,
  detail: shortened(formatFilterText(conditions)),
  target: { filter },
  filter,
})

/** The present filter with the conditions of another; a time range takes the place of the present one. */
export function narrowed(present: Filter, by: Filter): Filter {
  const tokens = by.tokens.reduce(
    (filter, each) => (each.kind === 'token' ? addToken(filter, each) : filter),
    present,
  )
  const words = [...new Set([...textWords(present.text), ...textWords(by.text)])]
  return {
    tokens: tokens.tokens,
    timeRange: by.timeRange.kind === 'all' ? present.timeRange : by.timeRange,
    text: words.map(writeWord).join(' '),
  }
}

const LONGEST_TEXT = 200

/** To look for a text as it is, in the records; null when there is nothing to look for. */
export function textOffer(text: string, present: Filter): Offered | null {
  const plain = textWithoutAccessToken(text).replaceAll(/\s+/g, ' ').trim()
  if (plain === '' || plain.length > LONGEST_TEXT) return null
  const filter: Filter = { ...EVERYTHING, text: writeWord(plain.replace(/^"+/, '')) }
  if (textWords(filter.text).length === 0) return null
  return offered(`Records that hold “${plain}”`, filter, narrowed(present, filter))
}

/** The page of a link of this console: at this address, or at one of the reader's own machine. */
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

function linkOffers(page: Page): Offers {
  const isList = page.kind === 'event-history'
  const { filter } = viewOf(page)
  const offer: Offered = {
    says: isList ? 'Show what the link shows' : 'Go to its page',
    detail: shortened(formatFilterText(filter)),
    target: page,
    filter: isList ? filter : null,
  }
  return { what: 'Link of this console', sure: true, groups: [{ title: '', offers: [offer] }] }
}

const isEmpty = (filter: Filter): boolean =>
  filter.tokens.length === 0 && filter.text === '' && filter.timeRange.kind === 'all'

const shortened = (line: string): string =>
  line.length > LONGEST_DETAIL ? `${line.slice(0, LONGEST_DETAIL)}…` : line
