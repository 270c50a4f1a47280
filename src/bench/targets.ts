/** The most that is allowed, and of what: of the value itself, or of its ratio to a reference. */
export interface Target {
  readonly most: number
  readonly of: 'value' | 'parse' | 'bare page'
}

/** Where the targets for ten million events begin, and what takes minutes is done once. */
export const MANY_EVENTS = 2_000_000
const FELT_AT_ONCE_MS = 100

export const FELT_AT_ONCE: Target = atMost(FELT_AT_ONCE_MS)
export const FIRST_ROW: Target = { most: 2.5, of: 'bare page' }
export const ANSWERS_KEYS: Target = { most: 6, of: 'bare page' }
export const LONGEST_FRAME: Target = atMost(33)
export const BYTES_AN_EVENT: Target = atMost(220)

export const LOAD: Target = ofParse(0.65)
export const DOWNLOAD: Target = ofParse(0.35)
export const PAGE: Target = ofParse(1 / 300)
export const ANYWHERE: Target = ofParse(1 / 150)
export const COUNT: Target = ofParse(1 / 700)
export const HISTOGRAM: Target = ofParse(1 / 400)
export const SIX_FIELDS: Target = ofParse(1 / 120)
export const BREAKDOWN: Target = ofParse(1 / 40)

/** Targets in milliseconds and megabytes are for a million events; those for ten million follow. */
export const loadAgain = (events: number): Target | undefined => bySize(events, atMost(500))
export const peakMemoryMB = (events: number): Target | undefined => bySize(events, atMost(1000), atMost(1500))
export const freeText = (events: number): Target | undefined => bySize(events, atMost(60), atMost(500))
export const anyPath = (events: number, otherwise: Target): Target | undefined =>
  bySize(events, atMost(40), otherwise)
export const oneEvent = (events: number): Target | undefined => bySize(events, atMost(5), ofParse(1 / 1000))

function bySize(events: number, million: Target, tenMillion?: Target): Target | undefined {
  return events < MANY_EVENTS ? million : tenMillion
}

function atMost(most: number): Target {
  return { most, of: 'value' }
}

function ofParse(most: number): Target {
  return { most, of: 'parse' }
}
