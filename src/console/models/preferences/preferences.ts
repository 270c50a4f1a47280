import { joinPath, splitPath } from '../../../cloudtrail/fieldPath.ts'

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

/** Reads what an older or a newer version, or a person, left in storage: whatever does not fit is the default. */
export function readPreferences(stored: unknown): Preferences {
  const from = isRecord(stored) ? stored : {}
  const defaults = DEFAULT_PREFERENCES
  return {
    theme: oneOf(from.theme, ['system', 'light', 'dark'], defaults.theme),
    density: oneOf(from.density, ['comfortable', 'compact'], defaults.density),
    zone: oneOf(from.zone, ['utc', 'local'], defaults.zone),
    columns: readColumns(from.columns),
    columnWidths: readWidths(from.columnWidths),
    wrapLines: flag(from.wrapLines, defaults.wrapLines),
    filterAs: oneOf(from.filterAs, ['tokens', 'text'], defaults.filterAs),
    navigationOpen: flag(from.navigationOpen, defaults.navigationOpen),
    splitPanelPosition: oneOf(from.splitPanelPosition, ['side', 'bottom'], defaults.splitPanelPosition),
    splitPanelSize: isPixels(from.splitPanelSize) ? from.splitPanelSize : null,
    histogramOpen: flag(from.histogramOpen, defaults.histogramOpen),
    facetsOpen: flag(from.facetsOpen, defaults.facetsOpen),
    facets: readFacets(from.facets),
    aroundOpen: flag(from.aroundOpen, defaults.aroundOpen),
    whyOpen: flag(from.whyOpen, defaults.whyOpen),
  }
}

function readColumns(stored: unknown): readonly string[] {
  if (!Array.isArray(stored)) return DEFAULT_COLUMNS
  const names = stored.filter((name): name is string => typeof name === 'string').map(splitPath)
  const columns = [...new Set(names.filter((name) => !name.includes('')).map(joinPath))]
  return columns.length > 0 ? columns : DEFAULT_COLUMNS
}

/** An empty list is a choice: somebody removed them all. */
function readFacets(stored: unknown): readonly FacetPreference[] {
  if (!Array.isArray(stored)) return DEFAULT_FACETS
  const facets = new Map<string, FacetPreference>()
  for (const each of stored as readonly unknown[]) {
    if (!isRecord(each) || typeof each.field !== 'string' || each.field === '') continue
    const { field } = each
    facets.set(field, { field, folded: flag(each.folded, false), pinned: flag(each.pinned, false) })
  }
  return [...facets.values()]
}

function readWidths(stored: unknown): Readonly<Record<string, number>> {
  if (!isRecord(stored)) return {}
  return Object.fromEntries(
    Object.entries(stored).filter((entry): entry is [string, number] => isPixels(entry[1])),
  )
}

const oneOf = <T extends string>(value: unknown, allowed: readonly T[], otherwise: T): T =>
  allowed.find((each) => each === value) ?? otherwise

const flag = (value: unknown, otherwise: boolean): boolean => (typeof value === 'boolean' ? value : otherwise)

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const isPixels = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value) && value > 0 && value < 10_000
