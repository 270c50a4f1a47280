import * as v from 'valibot'
import { joinPath, splitPath } from '../../../cloudtrail/fieldPath.ts'
import { RESOURCE_COLUMN } from '../../../api/listAddress.ts'
import { arrayOfFitting } from './arrayOfFitting.ts'

/**
 * One user's preferences. They stay in the browser; only the columns become part of a link (see
 * `address/useShownColumns.ts`).
 */
export interface Preferences {
  readonly theme: 'system' | 'light' | 'dark'
  readonly density: 'comfortable' | 'compact'
  /** How times are shown. They are always stored and requested in UTC. */
  readonly zone: 'utc' | 'local'
  /** Names of the visible columns, in order: see `address/columns.ts`. */
  readonly columns: readonly string[]
  /** Pixels, by column; a column that is not named is as wide as its contents. */
  readonly columnWidths: Readonly<Record<string, number>>
  readonly wrapLines: boolean
  /** How the filter is typed. */
  readonly filterAs: 'tokens' | 'text'
  readonly navigationOpen: boolean
  readonly splitPanelPosition: 'side' | 'bottom'
  /** Pixels; null until the user has dragged it. */
  readonly splitPanelSize: number | null
  readonly histogramOpen: boolean
  /** Whether the section Around this event is open. */
  readonly aroundOpen: boolean
  /** Whether the section Why this matched is open. */
  readonly whyOpen: boolean
  /** Whether the Fields panel is shown beside the list, where there is room for it. */
  readonly facetsOpen: boolean
  /** The tour for learners: not offered yet, going on, or finished or declined. */
  readonly tour: 'new' | 'on' | 'over'
  /** Whether long lines of a record wrap. */
  readonly recordWrapped: boolean
  /** In the order of the Fields panel. */
  readonly facets: readonly FacetPreference[]
}

/** A facet of the Fields panel. */
export interface FacetPreference {
  /** A field of the catalogue, or a path into the record. */
  readonly field: string
  readonly folded: boolean
  /** Pinned facets are shown above the others. */
  readonly pinned: boolean
}

/** The AWS console's columns, in its order, except that a resource's type and name share one. */
export const DEFAULT_COLUMNS: readonly string[] = [
  'eventName',
  'eventTime',
  'userName',
  'eventSource',
  RESOURCE_COLUMN,
]

/**
 * The default columns of preferences without a version, which were stored as if the user had chosen
 * them.
 */
const FIRST_DEFAULT_COLUMNS = 'eventName,eventTime,userName,eventSource,resourceType,resourceName'

const DEFAULT_FACETS: readonly FacetPreference[] = [
  'eventName',
  'eventSource',
  'userName',
  'awsRegion',
  'errorCode',
  'userIdentity.type',
  'sourceIPAddress',
  'accountId',
  'readOnly',
].map((field) => ({ field, folded: false, pinned: false }))

export const DEFAULT_PREFERENCES: Preferences = {
  theme: 'system',
  density: 'comfortable',
  zone: 'utc',
  columns: DEFAULT_COLUMNS,
  columnWidths: {},
  wrapLines: false,
  filterAs: 'tokens',
  navigationOpen: false,
  splitPanelPosition: 'side',
  splitPanelSize: null,
  histogramOpen: true,
  facetsOpen: true,
  facets: DEFAULT_FACETS,
  recordWrapped: true,
  tour: 'new',
  aroundOpen: false,
  whyOpen: false,
}

const defaults = DEFAULT_PREFERENCES

const pixels = v.pipe(v.number(), v.gtValue(0), v.ltValue(10_000))

export const isPixels = (value: unknown): value is number => v.is(pixels, value)

/** As `addColumn` writes it: a path has no empty part. */
const column = v.pipe(
  v.string(),
  v.check((name) => !splitPath(name).includes('')),
  v.transform((name) => joinPath(splitPath(name))),
)

const columns = v.pipe(
  arrayOfFitting(column),
  v.transform((names) => [...new Set(names)]),
  v.nonEmpty(),
)

const columnWidths = v.pipe(
  v.unknown(),
  v.check((stored) => !Array.isArray(stored)),
  v.record(v.string(), v.unknown()),
  v.transform((stored) =>
    Object.entries(stored).flatMap(([name, width]) => (isPixels(width) ? [[name, width] as const] : [])),
  ),
  v.transform((widths) => Object.fromEntries(widths)),
)

const facet = v.object({
  field: v.pipe(v.string(), v.nonEmpty()),
  folded: flag(false),
  pinned: flag(false),
})

/** An empty list is a choice: the user removed all facets. */
const facets = v.pipe(
  arrayOfFitting(facet),
  v.transform((all) => [...new Map(all.map((each) => [each.field, each])).values()]),
)

const storedPreferences = v.fallback(
  v.object({
    theme: v.fallback(v.picklist(['system', 'light', 'dark']), defaults.theme),
    density: v.fallback(v.picklist(['comfortable', 'compact']), defaults.density),
    zone: v.fallback(v.picklist(['utc', 'local']), defaults.zone),
    columns: v.fallback(columns, defaults.columns),
    columnWidths: v.fallback(columnWidths, defaults.columnWidths),
    wrapLines: flag(defaults.wrapLines),
    filterAs: v.fallback(v.picklist(['tokens', 'text']), defaults.filterAs),
    navigationOpen: flag(defaults.navigationOpen),
    splitPanelPosition: v.fallback(v.picklist(['side', 'bottom']), defaults.splitPanelPosition),
    splitPanelSize: v.fallback(v.nullable(pixels), defaults.splitPanelSize),
    histogramOpen: flag(defaults.histogramOpen),
    facetsOpen: flag(defaults.facetsOpen),
    facets: v.fallback(facets, defaults.facets),
    recordWrapped: flag(defaults.recordWrapped),
    tour: v.fallback(v.picklist(['new', 'on', 'over']), defaults.tour),
    aroundOpen: flag(defaults.aroundOpen),
    whyOpen: flag(defaults.whyOpen),
  }),
  defaults,
)

/**
 * Reads preferences that any version, or a user, left in storage. Invalid ones become the default.
 */
export const readPreferences = (stored: unknown): Preferences => v.parse(storedPreferences, stored)

export const PREFERENCES_VERSION = 1

/** Preferences of an earlier version: a user who never chose columns gets the current default. */
export function upgradePreferences(stored: unknown): Preferences {
  const preferences = readPreferences(stored)
  return preferences.columns.join() === FIRST_DEFAULT_COLUMNS
    ? { ...preferences, columns: DEFAULT_COLUMNS }
    : preferences
}

function flag(otherwise: boolean) {
  return v.fallback(v.boolean(), otherwise)
}
