import * as v from 'valibot'
import { joinPath, splitPath } from '../../../cloudtrail/fieldPath.ts'
import { arrayOfFitting } from './arrayOfFitting.ts'

/** What one person prefers. It stays in the browser; only what concerns columns goes into a link (see `address/useShownColumns.ts`). */
export interface Preferences {
  readonly theme: 'system' | 'light' | 'dark'
  readonly density: 'comfortable' | 'compact'
  /** How times are shown. They are always kept and asked in UTC. */
  readonly zone: 'utc' | 'local'
  /** Names of the visible fields and JSON paths, in order. */
  readonly columns: readonly string[]
  /** Pixels, by column; a column that is not named has its default width. */
  readonly columnWidths: Readonly<Record<string, number>>
  readonly wrapLines: boolean
  /** How the filter is typed. */
  readonly filterAs: 'tokens' | 'text'
  readonly navigationOpen: boolean
  readonly splitPanelPosition: 'side' | 'bottom'
  /** Pixels; null until the person has dragged it. */
  readonly splitPanelSize: number | null
  readonly histogramOpen: boolean
  /** Whether what is around an opened event is counted and shown. */
  readonly aroundOpen: boolean
  /** Whether it is told why an opened event matches the filter. */
  readonly whyOpen: boolean
  /** Whether the rail of facets stands beside the list, where there is room for it. */
  readonly facetsOpen: boolean
  /** In the order of the rail. */
  readonly facets: readonly FacetPreference[]
}

/** A facet of the rail. */
export interface FacetPreference {
  /** A field of the catalogue, or a path into the record. */
  readonly field: string
  readonly folded: boolean
  /** Stands above all that are not. */
  readonly pinned: boolean
}

/** The AWS console's columns, in its order. */
export const DEFAULT_COLUMNS: readonly string[] = [
  'eventName',
  'eventTime',
  'userName',
  'eventSource',
  'resourceType',
  'resourceName',
]

/** What, which service, who, where, with what outcome. */
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

/** An empty list is a choice: somebody removed them all. */
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
    aroundOpen: flag(defaults.aroundOpen),
    whyOpen: flag(defaults.whyOpen),
  }),
  defaults,
)

/** Reads what any version, or a person, left in storage: what is not valid becomes the default. */
export const readPreferences = (stored: unknown): Preferences => v.parse(storedPreferences, stored)

function flag(otherwise: boolean) {
  return v.fallback(v.boolean(), otherwise)
}
