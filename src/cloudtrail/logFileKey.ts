/**
 * Where a trail puts its files in a bucket: `[PREFIX/]AWSLogs/[ORGANIZATION/]ACCOUNT/KIND/REGION/YYYY/MM/DD/NAME`.
 * docs/cloudtrail.md#log-file-keys
 */

/** What a file holds, as the folder below the account says it. */
export const LOG_FILE_KINDS = [
  'CloudTrail',
  'CloudTrail-Insight',
  'CloudTrail-NetworkActivity',
  'CloudTrail-Aggregated',
] as const

export type LogFileKind = (typeof LOG_FILE_KINDS)[number]

/** The folder of digest files, beside those of log files. */
export const DIGEST_KIND = 'CloudTrail-Digest'

/** The folder of the accounts of a trail, or of an organization, with a slash at its end. */
export const logsFolder = (prefix: string | null): string => `${prefix === null ? '' : `${prefix}/`}AWSLogs/`

/** Whether a path, or a key, ends in the name of a digest file. */
export const isDigestName = (path: string): boolean => /_CloudTrail-Digest_[^/\\]*$/.test(path)

/** What the folders of a key say. */
interface KeyFolders {
  /** Without a slash at its end; null if the key begins with `AWSLogs/`. */
  readonly prefix: string | null
  /** `o-…`, only in the trail of an organization. */
  readonly organizationId: string | null
  readonly accountId: string
  readonly region: string
}

export interface LogFileKey extends KeyFolders {
  readonly kind: LogFileKind
  /** To the minute. */
  readonly deliveredMs: number
  /** Sixteen letters and digits. */
  readonly unique: string
}

export interface DigestKey extends KeyFolders {
  readonly trailName: string
  /** The Region of the trail, while `region` is that of the log files. */
  readonly homeRegion: string
  /** The digest's end, to the second. */
  readonly endMs: number
  readonly isBackfill: boolean
}

export function logFileKey({ kind, deliveredMs, unique, ...folders }: LogFileKey): string {
  const { accountId, region } = folders
  const name = `${accountId}_${kind}_${region}_${compactTime(deliveredMs, 'minutes')}_${unique}.json.gz`
  return `${folderOf(folders, kind)}${dayFolder(deliveredMs)}${name}`
}

export function digestKey({ trailName, homeRegion, endMs, isBackfill, ...folders }: DigestKey): string {
  const { accountId, region } = folders
  const end = `${compactTime(endMs, 'seconds')}${isBackfill ? '_backfill' : ''}`
  const name = `${accountId}_${DIGEST_KIND}_${region}_${trailName}_${homeRegion}_${end}.json.gz`
  return `${folderOf(folders, DIGEST_KIND)}${dayFolder(endMs)}${name}`
}

/** `YYYY/MM/DD/` of a moment, UTC. */
function dayFolder(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 10).replaceAll('-', '/')}/`
}

/**
 * Reads the key of a log file, or a path that ends in one. Null if it is none: what has the folders
 * of one but another name, such as a file that somebody renamed, is none either.
 */
export function readLogFileKey(key: string): LogFileKey | null {
  const folders = readFolders(key)
  if (folders === null || !isLogFileKind(folders.kind)) return null
  const name = LOG_FILE_NAME.exec(folders.name)?.groups
  const deliveredMs = readTime(name?.['time'])
  if (!name || deliveredMs === null || !agrees(folders, name)) return null
  return { ...foldersOf(folders), kind: folders.kind, deliveredMs, unique: name['unique']! }
}

/** Reads the key of a digest file, or a path that ends in one; null if it is none. */
export function readDigestKey(key: string): DigestKey | null {
  const folders = readFolders(key)
  if (folders?.kind !== DIGEST_KIND) return null
  const name = DIGEST_NAME.exec(folders.name)?.groups
  const endMs = readTime(name?.['time'])
  if (!name || endMs === null || !agrees(folders, { ...name, kind: DIGEST_KIND })) return null
  return {
    ...foldersOf(folders),
    trailName: name['trail']!,
    homeRegion: name['home']!,
    endMs,
    isBackfill: name['backfill'] !== undefined,
  }
}

/** Reads the name of a log file without its folders; null if it is none. */
export function readLogFileName(
  name: string,
): Pick<LogFileKey, 'accountId' | 'region' | 'deliveredMs'> | null {
  const read = LOG_FILE_NAME.exec(name)?.groups
  const deliveredMs = readTime(read?.['time'])
  if (!read || deliveredMs === null || !isLogFileKind(read['kind']!)) return null
  return { accountId: read['account']!, region: read['region']!, deliveredMs }
}

const KEY =
  /^(?:(?<prefix>.+)\/)?AWSLogs\/(?:(?<organization>o-[a-z0-9]{10,32})\/)?(?<account>\d{12})\/(?<kind>CloudTrail[A-Za-z-]*)\/(?<region>[a-z0-9-]+)\/\d{4}\/\d\d\/\d\d\/(?<name>[^/]+)$/s

/** The oldest log files have no `_` before their unique part. */
const LOG_FILE_NAME =
  /^(?<account>\d{12})_(?<kind>CloudTrail[A-Za-z-]*)_(?<region>[a-z0-9-]+)_(?<time>\d{8}T\d{4,6}Z)_?(?<unique>[A-Za-z0-9]*)\.json(?:\.gz)?$/

/** The name of a trail may have `_` and `-`; that of a Region has no `_`. */
const DIGEST_NAME =
  /^(?<account>\d{12})_CloudTrail-Digest_(?<region>[a-z0-9-]+)_(?<trail>.+)_(?<home>[a-z0-9-]+)_(?<time>\d{8}T\d{6}Z)(?<backfill>_backfill)?\.json(?:\.gz)?$/s

interface ReadFolders {
  readonly prefix: string | null
  readonly organizationId: string | null
  readonly accountId: string
  readonly kind: string
  readonly region: string
  readonly name: string
}

function readFolders(key: string): ReadFolders | null {
  const found = KEY.exec(key)?.groups
  if (!found) return null
  return {
    prefix: found['prefix'] ?? null,
    organizationId: found['organization'] ?? null,
    accountId: found['account']!,
    kind: found['kind']!,
    region: found['region']!,
    name: found['name']!,
  }
}

const foldersOf = ({ prefix, organizationId, accountId, region }: ReadFolders): KeyFolders => ({
  prefix,
  organizationId,
  accountId,
  region,
})

/** Whether a name says the same as the folders around it. */
function agrees(folders: ReadFolders, name: Readonly<Record<string, string | undefined>>): boolean {
  return (
    name['account'] === folders.accountId &&
    name['region'] === folders.region &&
    name['kind'] === folders.kind
  )
}

function isLogFileKind(kind: string): kind is LogFileKind {
  return LOG_FILE_KINDS.some((each) => each === kind)
}

/** The folder of a Region's files, with a slash at its end; below it is a folder for each day. */
function folderOf(
  { prefix, organizationId, accountId, region }: KeyFolders,
  kind: LogFileKind | typeof DIGEST_KIND,
): string {
  const organization = organizationId === null ? '' : `${organizationId}/`
  return `${logsFolder(prefix)}${organization}${accountId}/${kind}/${region}/`
}

/** `20260131T1510Z`, or with seconds. */
function compactTime(ms: number, precision: 'minutes' | 'seconds'): string {
  const digits = new Date(ms).toISOString().replaceAll(/[-:]/g, '')
  return `${digits.slice(0, precision === 'minutes' ? 13 : 15)}Z`
}

function readTime(compact: string | undefined): number | null {
  const [, year, month, day, hour, minute, second = '00'] =
    /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)?Z$/.exec(compact ?? '') ?? []
  const ms = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
  return Number.isNaN(ms) ? null : ms
}
