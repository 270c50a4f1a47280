import { DIGEST_KIND, LOG_FILE_KINDS } from '../../cloudtrail/logFileKey.ts'
import {
  choosesAccount,
  choosesKey,
  choosesRegion,
  deliveryTimeIn,
  lastDeliveryMs,
  type LogFileChoice,
} from '../logFileChoice.ts'
import type { ListedObject, ObjectLister } from './listObjects.ts'
import type { S3Place } from './s3Place.ts'

interface Search {
  readonly lister: ObjectLister
  readonly bucket: string
  readonly choice: LogFileChoice
  readonly hasDigestFiles: boolean
  readonly found: (object: ListedObject) => void
  /** Called at least once if there are chosen digest files that are left out. */
  readonly foundDigestFiles: () => void
  /** Says what the search is busy with, or what it leaves out. */
  readonly say: (sentence: string) => void
}

/**
 * Finds the log files below a prefix. Where folders are those of CloudTrail, only those of the chosen
 * accounts and Regions are listed, from the first chosen day on; what else is in the bucket is not.
 * Everything is listed where there are none. Resolves to whether anything begins with the prefix.
 */
export async function findLogFiles({ prefix }: S3Place, search: Search): Promise<boolean> {
  const { lister, bucket, found } = search
  const start = prefix === '' || prefix.endsWith('/') ? prefix : await startOf(prefix, search)
  if (start === null) {
    const object = (await lister.folder({ bucket, prefix })).objects.find(({ key }) => key === prefix)
    if (object) found(object)
    return object !== undefined
  }
  if (levelOf(start) !== null) return visit(start, search)
  const roots = await rootsBelow([start], search)
  if (roots.length === 0) return listAll(start, search)
  const any = await Promise.all(roots.map((root) => visit(root, search)))
  return any.includes(true)
}

/** The folder that a prefix without a slash at its end names; null for an object; itself if keys go on behind it. */
async function startOf(prefix: string, { lister, bucket }: Search): Promise<string | null> {
  const { objects, folders } = await lister.folder({ bucket, prefix })
  if (objects.some(({ key }) => key === prefix)) return null
  return folders.includes(`${prefix}/`) ? `${prefix}/` : prefix
}

/** What the folders of a folder are named for, if CloudTrail made it. */
type Level = 'accounts' | 'kinds' | 'regions' | 'days'

function levelOf(folder: string): Level | null {
  const below = /(?:^|\/)AWSLogs\/(?:o-[a-z0-9]{10,32}\/)?(?<rest>.*)$/s.exec(folder)?.groups?.['rest']
  if (below === undefined) return null
  if (below === '') return 'accounts'
  if (/^\d{12}\/$/.test(below)) return 'kinds'
  if (/^\d{12}\/CloudTrail[A-Za-z-]*\/$/.test(below)) return 'regions'
  return /^\d{12}\/CloudTrail[A-Za-z-]*\/[a-z0-9-]+\//.test(below) ? 'days' : null
}

/** The folders `AWSLogs/`, each trail's prefix before it. */
async function rootsBelow(folders: readonly string[], search: Search): Promise<string[]> {
  const { lister, bucket, say } = search
  const roots: string[] = []
  let others = folders
  for (let level = 1; level <= LEVELS_ABOVE && others.length > 0; level++) {
    if (others.length > MANY_FOLDERS)
      say(`Looking for AWSLogs/ in ${others.length.toLocaleString('en')} folders of s3://${bucket}.`)
    const inside = await Promise.all(others.map((prefix) => lister.folder({ bucket, prefix })))
    const below = inside.flatMap((each) => each.folders)
    roots.push(...below.filter(isRoot))
    others = below.filter((folder) => !isRoot(folder))
  }
  if (roots.length > 0 && others.length > 0)
    say(
      `AWSLogs/ was looked for ${LEVELS_ABOVE} folders deep, so not in s3://${bucket}/${others[0]!}${others.length > 1 ? ` and ${(others.length - 1).toLocaleString('en')} more` : ''}. If log files are there, give that prefix too.`,
    )
  return roots
}

const isRoot = (folder: string): boolean => /(?:^|\/)AWSLogs\/$/.test(folder)

async function visit(folder: string, search: Search): Promise<boolean> {
  const level = levelOf(folder)
  if (level === 'days') return listDays(folder, search)
  if (level === null) return listAll(folder, search)
  if (level === 'kinds') {
    const kinds = [...LOG_FILE_KINDS, ...(search.hasDigestFiles ? [DIGEST_KIND] : [])]
    const [found] = await Promise.all([
      Promise.all(kinds.map((kind) => visit(`${folder}${kind}/`, search))),
      search.hasDigestFiles ? null : lookForDigestFiles(`${folder}${DIGEST_KIND}/`, search),
    ])
    return found.includes(true)
  }
  const { folders, objects } = await search.lister.folder({ bucket: search.bucket, prefix: folder })
  const wanted = folders.filter((each) => isWanted(lastPart(each), level, search))
  const any = await Promise.all(wanted.map((each) => visit(each, search)))
  return any.includes(true) || folders.length > 0 || objects.length > 0
}

function isWanted(name: string, level: 'accounts' | 'regions', { choice }: Search): boolean {
  switch (level) {
    case 'accounts':
      return name.startsWith('o-') || (/^\d{12}$/.test(name) && choosesAccount(choice, name))
    case 'regions':
      return choosesRegion(choice, name)
  }
}

/** Keys are listed in the order of their days, so a list begins at the first chosen one and ends behind the last. */
async function listDays(folder: string, search: Search): Promise<boolean> {
  const { lister, bucket, choice } = search
  const lastMs = lastDeliveryMs(choice)
  for await (const object of lister.objects({ bucket, prefix: folder }, startIn(folder, choice))) {
    const deliveredMs = deliveryTimeIn(object.key)
    if (lastMs !== null && deliveredMs !== null && deliveredMs - DAY_MS > lastMs) break
    take(object, search)
  }
  return true
}

/** The first chosen key of each Region shows whether there are any: they are not all listed. */
async function lookForDigestFiles(
  folder: string,
  { lister, bucket, choice, foundDigestFiles }: Search,
): Promise<void> {
  const { folders } = await lister.folder({ bucket, prefix: folder })
  const firsts = await Promise.all(
    folders
      .filter((each) => choosesRegion(choice, lastPart(each)))
      .map((each) => lister.first({ bucket, prefix: each }, startIn(each, choice))),
  )
  if (firsts.some((first) => first !== null && choosesKey(choice, first.key))) foundDigestFiles()
}

/** Where a list of a Region's folder begins; empty for its first key. */
function startIn(folder: string, { sinceMs }: LogFileChoice): string {
  const after = sinceMs === null ? '' : keyBefore(folder, sinceMs)
  return after > folder ? after : ''
}

/**
 * A key that no log file of this moment or later is before. Of a kind with more in its names than the
 * time, such as digest files of several trails, everything of the day comes behind it.
 */
function keyBefore(folder: string, ms: number): string {
  const region = /^.*AWSLogs\/(?:o-[a-z0-9]+\/)?(\d{12})\/(CloudTrail[A-Za-z-]*)\/([a-z0-9-]+)\//s.exec(
    folder,
  )
  if (!region) return ''
  const [base, account, kind, name] = region
  const [day = '', time = ''] = new Date(ms).toISOString().split('T')
  const dayFolder = `${base}${day.replaceAll('-', '/')}/`
  if (kind === DIGEST_KIND) return dayFolder
  return `${dayFolder}${account}_${kind}_${name}_${day.replaceAll('-', '')}T${time.slice(0, 5).replace(':', '')}`
}

async function listAll(prefix: string, search: Search): Promise<boolean> {
  let isAny = false
  for await (const object of search.lister.objects({ bucket: search.bucket, prefix })) {
    isAny = true
    take(object, search)
  }
  return isAny
}

/** Folders that a console of S3 made are empty objects, and so is what the creation of a trail leaves behind. */
function take(object: ListedObject, { choice, hasDigestFiles, found, foundDigestFiles }: Search): void {
  const { key, size } = object
  const isHidden = /(?:^|\/)\./.test(key)
  if (size === 0 || key.endsWith('/') || isHidden || !choosesKey(choice, key)) return
  if (hasDigestFiles || !key.split('/').includes(DIGEST_KIND)) found(object)
  else foundDigestFiles()
}

const lastPart = (folder: string): string => /([^/]*)\/$/.exec(folder)?.[1] ?? ''

const DAY_MS = 86_400_000

/** How deep `AWSLogs/` is looked for: prefixes of trails are short. */
const LEVELS_ABOVE = 3

/** Looking into so many takes a while. */
const MANY_FOLDERS = 200
