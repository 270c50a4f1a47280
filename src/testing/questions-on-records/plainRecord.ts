export type Json = Readonly<Record<string, unknown>>

/** A record as JSON.parse gives it: nothing of ours reads it. */
export type Plain = Json

/** What a query should give, and in which order. */
export interface Reading {
  readonly rows: (records: readonly Plain[]) => readonly Json[]
  /** Columns; those with a minus from the greatest to the least. By default the newest event is first. */
  readonly order?: readonly string[]
}

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A column of text: of an object or array its JSON. */
export function text(value: unknown): string | null {
  if (value === undefined || value === null) return null
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** The value at a place; undefined if there is none. */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  let here = value
  for (const step of path) {
    if (typeof step === 'number') here = Array.isArray(here) ? here[step] : undefined
    else here = isObject(here) && Object.hasOwn(here, step) ? here[step] : undefined
  }
  return here
}

/** `requestParameters` and others: a record may also have them as text. */
function elements(record: Plain, member: string): unknown {
  const value = record[member]
  if (typeof value !== 'string') return value
  try {
    return JSON.parse(value) as unknown
  } catch {
    return undefined
  }
}

type Path = readonly (string | number)[]

export const inRequest = (record: Plain, ...path: Path) => at(elements(record, 'requestParameters'), ...path)
export const inResponse = (record: Plain, ...path: Path) => at(elements(record, 'responseElements'), ...path)
export const inAdditional = (record: Plain, ...path: Path) =>
  at(elements(record, 'additionalEventData'), ...path)
export const inDetails = (record: Plain, ...path: Path) =>
  at(elements(record, 'serviceEventDetails'), ...path)

/** Text, numbers and booleans as text; null for everything else. */
export const scalar = (value: unknown): string | null => (typeof value === 'object' ? null : text(value))

/** The first that is no object, array or null. */
export function firstScalar(...values: readonly unknown[]): string | null {
  return values.map(scalar).find((value) => value !== null) ?? null
}

export const json = (value: unknown): string | null => (value === undefined ? null : JSON.stringify(value))

export const items = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

/** A member of userIdentity. */
export const who = (record: Plain, ...path: Path): string | null => text(at(record['userIdentity'], ...path))

export const caller = (record: Plain): string | null =>
  who(record, 'arn') ?? who(record, 'principalId') ?? who(record, 'invokedBy')

export const failed = (record: Plain): boolean => text(record['errorCode']) !== null

export const names = (record: Plain, source: string, pattern: RegExp): boolean =>
  record['eventSource'] === `${source}.amazonaws.com` && pattern.test(text(record['eventName']) ?? '')

/** The columns that most lists of events have. */
export function columns(record: Plain, ...members: readonly string[]): Json {
  return Object.fromEntries(members.map((member) => [member.toLowerCase(), text(record[member])]))
}

export function groupsBy<T>(
  rows: readonly T[],
  key: (row: T) => readonly unknown[],
): readonly (readonly T[])[] {
  const groups = new Map<string, T[]>()
  for (const row of rows) {
    const name = JSON.stringify(key(row))
    groups.set(name, [...(groups.get(name) ?? []), row])
  }
  return [...groups.values()]
}

/** The different values in alphabetical order, without null. */
export const distinct = (values: readonly (string | null)[]): readonly string[] =>
  [...new Set(values)].filter((value) => value !== null).toSorted(byText)

export const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

export const least = (values: readonly (string | null)[]): string | null => distinct(values)[0] ?? null
export const greatest = (values: readonly (string | null)[]): string | null => distinct(values).at(-1) ?? null

export const times = (records: readonly Plain[]): readonly (string | null)[] =>
  records.map((record) => text(record['eventTime']))

/** The beginning of the hour, in milliseconds since 1970; null for what is no time. */
export function hourOf(record: Plain): number | null {
  const ms = msOf(record)
  return ms === null ? null : ms - (ms % 3_600_000)
}

export function msOf(record: Plain): number | null {
  const ms = Date.parse(text(record['eventTime']) ?? '')
  return Number.isNaN(ms) ? null : ms
}

/** The denied calls: docs/cloudtrail.md#errors */
export const isDenied = (record: Plain): boolean =>
  /^(AccessDenied(Exception)?|.*UnauthorizedOperation|UnauthorizedAccess|Forbidden|AuthFailure|VpceAccessDenied|NotAuthorized.*)$/.test(
    text(record['errorCode']) ?? '',
  )

/** Who got the credentials with a key from STS: by the key. */
export function startersOfSessions(records: readonly Plain[]): ReadonlyMap<string, string | null> {
  const callers = new Map<string, (string | null)[]>()
  for (const record of records) {
    const key = scalar(inResponse(record, 'credentials', 'accessKeyId'))
    if (record['eventSource'] !== 'sts.amazonaws.com' || key === null) continue
    callers.set(key, [...(callers.get(key) ?? []), caller(record)])
  }
  return new Map([...callers].map(([key, each]) => [key, least(each)]))
}
