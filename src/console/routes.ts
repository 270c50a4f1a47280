import { EVERYTHING, type TimeRange } from '../filter/filter.ts'
import { filterParams, readFilter } from '../filter/params.ts'
import { route, type Route } from './models/address/route.ts'
import { carriedParams, readView, viewParams, type View } from './models/address/view.ts'

interface HandsOn {
  readonly section: 'exercises' | 'connect'
  /** The ID of the exercise that is open; null for the first. */
  readonly exercise: string | null
  /** The ID of the person or role who acts; null for the learner. */
  readonly as: string | null
}

/** The query keys of a breakdown. */
const BREAKDOWN_KEYS = ['by', 'and', 'over', 'others', 'limit']

/** How many values of a field can be shown. */
export const BREAKDOWN_LIMITS = [10, 20, 50, 100] as const

interface Breakdown {
  /** The field whose values are counted. */
  readonly by: string
  /** A second field, against which they are counted; null for none. */
  readonly and: string | null
  /** Whether they are counted over time instead. */
  readonly overTime: boolean
  /**
   * Whether others have a line over time; null: if they would not flatten the other lines.
   */
  readonly others: boolean | null
  readonly limit: (typeof BREAKDOWN_LIMITS)[number]
  readonly view: View
}

/** The parts of a trail that can be edited. */
const TRAIL_SECTIONS = ['general', 'cloudwatch-logs', 'tags', 'events', 'insights'] as const

export type TrailSection = (typeof TRAIL_SECTIONS)[number]

interface TrailState {
  readonly name: string
  /** Its home Region; null for that of the account. */
  readonly region: string | null
  /** What is shown of its bucket: a folder, which ends in a slash, or a file; null for its details. */
  readonly path: string | null
  /** The part that is edited. */
  readonly edit: TrailSection | null
}

interface Integrity {
  readonly section: 'log-files' | 'digests' | 'gaps'
  /** Only files with this verdict are listed; null for all. */
  readonly verdict: string | null
  /** Only files whose location contains this. */
  readonly contains: string
  /** The selected cell of the coverage map; null for none. */
  readonly cell: string | null
  /** Of the coverage map. */
  readonly timeRange: TimeRange
}

/** Which insights are listed. */
interface ListedInsights {
  /** Null for any. */
  readonly eventName: string | null
  readonly eventSource: string | null
  /** For their start. */
  readonly timeRange: TimeRange
}

interface OpenedInsight {
  readonly id: string
  /** How much time is shown around it; null for as much as suits its length. */
  readonly span: string | null
  /** The list that it was opened from. */
  readonly listed: ListedInsights
}

const ALL_INSIGHTS: ListedInsights = { eventName: null, eventSource: null, timeRange: { kind: 'all' } }

const readListed = (query: URLSearchParams): ListedInsights => ({
  eventName: query.get('eventName') || null,
  eventSource: query.get('eventSource') || null,
  timeRange: readFilter(query).timeRange,
})

const listedParams = ({ eventName, eventSource, timeRange }: ListedInsights) => [
  ...(eventName === null ? [] : [['eventName', eventName] as const]),
  ...(eventSource === null ? [] : [['eventSource', eventSource] as const]),
  ...filterParams({ ...EVERYTHING, timeRange }),
]

const VALIDATION: Integrity = {
  section: 'log-files',
  verdict: null,
  contains: '',
  cell: null,
  timeRange: { kind: 'all' },
}

/** How many rows of a result are shown. All of them are in the download. */
export const SQL_ROWS = [1000, 10_000] as const

interface Sql {
  /** The statement that was run; empty before the first. */
  readonly query: string
  readonly shows: 'table' | 'chart'
  readonly rows: (typeof SQL_ROWS)[number]
}

const NO_STATEMENT: Sql = { query: '', shows: 'table', rows: 1000 }

const EXERCISES: HandsOn = { section: 'exercises', exercise: null, as: null }

/**
 * The pages of the console, in the order of the navigation. A new page is a row here, a folder in
 * `pages/`, and the line in `App.tsx` that the compiler then demands.
 */
export const ROUTES = [
  route({
    kind: 'event-history',
    path: '/',
    title: 'Event history',
    navigation: { words: 'list start home', open: (view) => view },
    read: ({ query }) => readView(query),
    print: (view) => ({ query: viewParams(view) }),
  }),
  route({
    kind: 'breakdown',
    path: '/breakdown',
    title: 'Breakdown',
    // Opened from the list, whose events it counts.
    navigation: null,
    read: ({ query }): Breakdown => ({
      by: query.get('by') || 'eventName',
      and: query.get('and') || null,
      overTime: query.get('over') === 'time' && !query.get('and'),
      others: { show: true, hide: false }[query.get('others') ?? ''] ?? null,
      limit: BREAKDOWN_LIMITS.find((limit) => String(limit) === query.get('limit')) ?? 10,
      view: readView(query, BREAKDOWN_KEYS),
    }),
    print: ({ by, and, overTime, others, limit, view }) => ({
      query: [
        ['by', by] as const,
        ...(and === null ? [] : [['and', and] as const]),
        ...(overTime && and === null ? [['over', 'time'] as const] : []),
        ...(others === null ? [] : [['others', others ? 'show' : 'hide'] as const]),
        ...(limit === 10 ? [] : [['limit', String(limit)] as const]),
        ...carriedParams(view, BREAKDOWN_KEYS),
      ],
    }),
  }),
  route({
    kind: 'event-details',
    path: '/events/:id',
    title: 'Event',
    navigation: null,
    read: ({ segments: { id = '' }, query }) => ({ id, view: readView(query) }),
    print: ({ id, view }) => ({ segments: { id }, query: carriedParams(view) }),
  }),
  route({
    kind: 'compare-events',
    path: '/compare',
    title: 'Compare event details',
    navigation: null,
    read: ({ query }) => {
      const ids: readonly string[] = [...new Set(query.getAll('id').filter((id) => id !== ''))]
      return ids.length > 0 ? { ids, view: readView(query, ['id']) } : null
    },
    print: ({ ids, view }) => ({
      query: [...ids.map((id) => ['id', id] as const), ...carriedParams(view, ['id'])],
    }),
  }),
  route({
    kind: 'load-report',
    path: '/load-report',
    title: 'Import report',
    navigation: { words: 'load errors problems log files', badge: 'problems', open: (view) => ({ view }) },
    read: ({ query }) => ({ view: readView(query) }),
    print: ({ view }) => ({ query: carriedParams(view) }),
  }),
  route({
    kind: 'sql',
    path: '/sql',
    title: 'SQL',
    navigation: {
      words: 'Athena query select table statement group by count chart questions',
      open: () => NO_STATEMENT,
    },
    read: ({ query }): Sql => ({
      query: query.get('query') ?? '',
      shows: query.get('shows') === 'chart' ? 'chart' : 'table',
      rows: SQL_ROWS.find((rows) => String(rows) === query.get('rows')) ?? NO_STATEMENT.rows,
    }),
    print: ({ query, shows, rows }) => ({
      query: [
        ...(query === '' ? [] : [['query', query] as const]),
        ...(shows === 'table' ? [] : [['shows', shows] as const]),
        ...(rows === NO_STATEMENT.rows ? [] : [['rows', String(rows)] as const]),
      ],
    }),
  }),
  route({
    kind: 'integrity',
    path: '/integrity',
    title: 'Integrity',
    navigation: {
      words: 'validate validation digest files signatures coverage gaps missing modified tampered',
      open: () => VALIDATION,
    },
    read: ({ query }): Integrity => ({
      section: (['digests', 'gaps'] as const).find((each) => each === query.get('section')) ?? 'log-files',
      verdict: query.get('verdict') || null,
      contains: query.get('contains') ?? '',
      cell: query.get('cell') || null,
      timeRange: readFilter(query).timeRange,
    }),
    print: ({ section, verdict, contains, cell, timeRange }) => ({
      query: [
        ...(section === 'log-files' ? [] : [['section', section] as const]),
        ...(verdict === null ? [] : [['verdict', verdict] as const]),
        ...(contains === '' ? [] : [['contains', contains] as const]),
        ...(cell === null ? [] : [['cell', cell] as const]),
        ...filterParams({ ...EVERYTHING, timeRange }),
      ],
    }),
  }),
  route({
    kind: 'insights',
    path: '/insights',
    title: 'Insights',
    navigation: {
      words:
        'unusual activity rate calls errors baseline anomaly spike ApiCallRateInsight ApiErrorRateInsight',
      open: () => ALL_INSIGHTS,
    },
    read: ({ query }): ListedInsights => readListed(query),
    print: (listed) => ({ query: listedParams(listed) }),
  }),
  route({
    kind: 'insight',
    path: '/insights/:id',
    title: 'Insight',
    navigation: null,
    read: ({ segments: { id = '' }, query }): OpenedInsight => ({
      id,
      span: query.get('span') || null,
      listed: readListed(query),
    }),
    print: ({ id, span, listed }) => ({
      segments: { id },
      query: [...(span === null ? [] : [['span', span] as const]), ...listedParams(listed)],
    }),
  }),
  route({
    kind: 'hands-on',
    path: '/hands-on',
    title: 'Hands-on',
    navigation: {
      words: 'learn exercises act try simulated account connect AWS CLI SDK credentials',
      onlySimulated: true,
      open: () => EXERCISES,
    },
    read: ({ query }): HandsOn => ({
      section: query.get('section') === 'connect' ? 'connect' : 'exercises',
      exercise: query.get('exercise') || null,
      as: query.get('as') || null,
    }),
    print: ({ section, exercise, as }) => ({
      query: [
        ...(section === 'connect' ? [['section', section] as const] : []),
        ...(exercise === null ? [] : [['exercise', exercise] as const]),
        ...(as === null ? [] : [['as', as] as const]),
      ],
    }),
  }),
  route({
    kind: 'trails',
    path: '/trails',
    title: 'Trails',
    navigation: {
      words: 'log files bucket delivery digest create trail logging Insights selectors',
      onlySimulated: true,
      open: () => ({}),
    },
    read: () => ({}),
    print: () => ({}),
  }),
  route({
    kind: 'trail',
    path: '/trails/:name',
    title: 'Trail',
    navigation: null,
    read: ({ segments: { name = '' }, query }): TrailState => ({
      name,
      region: query.get('region') || null,
      path: query.get('path'),
      edit: TRAIL_SECTIONS.find((section) => section === query.get('edit')) ?? null,
    }),
    print: ({ name, region, path, edit }) => ({
      segments: { name },
      query: [
        ...(region === null ? [] : [['region', region] as const]),
        ...(path === null ? [] : [['path', path] as const]),
        ...(edit === null ? [] : [['edit', edit] as const]),
      ],
    }),
  }),
  route({
    kind: 'create-trail',
    path: '/create-trail',
    title: 'Create trail',
    navigation: null,
    read: () => ({}),
    print: () => ({}),
  }),
  route({
    kind: 'alarms',
    path: '/alarms',
    title: 'Alarms',
    navigation: {
      words: 'CloudWatch metric filters CIS benchmark root denied',
      badge: 'alarms',
      onlySimulated: true,
      open: () => ({}),
    },
    read: () => ({}),
    print: () => ({}),
  }),
  // Matches every address, so it comes last.
  route({
    kind: 'not-found',
    path: '*',
    title: 'Page not found',
    navigation: null,
    read: ({ segments: { path = '' } }) => ({ path }),
    print: ({ path }) => ({ segments: { path } }),
  }),
]

type PageOfRoute<Each> =
  Each extends Route<infer Kind, infer State> ? { readonly kind: Kind } & Readonly<State> : never

/** A page with its own state: everything that its address says. */
export type Page = PageOfRoute<(typeof ROUTES)[number]>

export type PageOf<Kind extends Page['kind']> = Extract<Page, { readonly kind: Kind }>

/** The page Integrity, as the navigation opens it. */
export const VALIDATION_PAGE: PageOf<'integrity'> = { kind: 'integrity', ...VALIDATION }

/** The page SQL with a statement, which is run. */
export const sqlPage = (query: string): PageOf<'sql'> => ({ kind: 'sql', ...NO_STATEMENT, query })

/** The page of an insight, by the `sharedEventID` of its events. */
export const insightPage = (id: string): PageOf<'insight'> => ({
  kind: 'insight',
  id,
  span: null,
  listed: ALL_INSIGHTS,
})

/** The page that the link to Hands-on opens. */
export const EXERCISES_PAGE: PageOf<'hands-on'> = { kind: 'hands-on', ...EXERCISES }

/** The events of a view by the values of a field. */
export const breakdownPage = (view: View, by: string): PageOf<'breakdown'> => ({
  kind: 'breakdown',
  by,
  and: null,
  overTime: false,
  others: null,
  limit: 10,
  view,
})

/** A trail's page, with its details. */
export const trailPage = (name: string, region: string | null = null): PageOf<'trail'> => ({
  kind: 'trail',
  name,
  region,
  path: null,
  edit: null,
})
