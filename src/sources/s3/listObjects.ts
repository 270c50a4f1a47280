import { setMaxListeners } from 'node:events'
import PQueue from 'p-queue'
import type { SayWaiting } from '../logFileSource.ts'
import { Pauses, type Patience } from './patience.ts'
import type { S3Clients } from './s3Clients.ts'
import { s3URI, type S3Place } from './s3Place.ts'

export interface ListedObject {
  readonly key: string
  readonly size: number
  readonly modifiedMs: number
}

export interface Folder {
  readonly objects: readonly ListedObject[]
  /** The folders right in it, by their whole keys with a slash at the end. */
  readonly folders: readonly string[]
}

interface ListerParts {
  readonly clients: S3Clients
  readonly endpointURL: string | null
  readonly patience: Patience
  readonly signal: AbortSignal
  readonly say: SayWaiting
}

/**
 * Lists a bucket. The first version of the operation: every server has it, and its marker is a key,
 * so that a list may begin anywhere.
 */
export class ObjectLister {
  readonly #parts: ListerParts
  readonly #requests = new PQueue({ concurrency: REQUESTS_AT_ONCE })
  /** How many objects and folders were listed. */
  listed = 0
  #hasAnswered = false

  constructor(parts: ListerParts) {
    this.#parts = parts
    // Node takes more than ten for a leak: each request listens, and so does its connection.
    setMaxListeners(4 * REQUESTS_AT_ONCE, parts.signal)
  }

  /** What lies right in a folder, or begins with the last part of the prefix. */
  async folder(place: S3Place): Promise<Folder> {
    if (this.#parts.endpointURL !== null) return this.#folderByKeys(place)
    const objects: ListedObject[] = []
    const folders: string[] = []
    for await (const page of this.#pages(place, '/', '')) {
      objects.push(...page.objects)
      folders.push(...page.folders)
    }
    return { objects, folders }
  }

  /**
   * The same without a delimiter, from the first key of one folder to that of the next: s3rver's
   * lists with a delimiter leave out the folders that only hold folders.
   */
  async #folderByKeys(place: S3Place): Promise<Folder> {
    const objects: ListedObject[] = []
    const folders: string[] = []
    let most = 1
    for (let marker: string | null = ''; marker !== null;) {
      const page: Page = await this.#requests.add(() => this.#page(place, '', marker ?? '', most))
      this.listed += page.objects.length
      marker = page.next
      most = MOST_KEYS
      for (const object of page.objects) {
        const slash = object.key.indexOf('/', place.prefix.length)
        if (slash < 0) objects.push(object)
        else {
          folders.push(object.key.slice(0, slash + 1))
          // The character behind the slash: behind all keys of the folder.
          marker = `${object.key.slice(0, slash)}0`
          most = 1
          break
        }
      }
    }
    return { objects, folders }
  }

  /** All objects whose keys begin with the prefix, from those behind the key `after` on. */
  async *objects(place: S3Place, after = ''): AsyncGenerator<ListedObject> {
    for await (const page of this.#pages(place, '', after)) yield* page.objects
  }

  /** The first object whose key begins with the prefix and comes behind the key `after`. */
  async first(place: S3Place, after = ''): Promise<ListedObject | null> {
    const { objects }: Page = await this.#requests.add(() => this.#page(place, '', after, 1))
    this.listed += objects.length
    return objects[0] ?? null
  }

  async *#pages(place: S3Place, delimiter: string, after: string): AsyncGenerator<Folder> {
    for (let marker: string | null = after; marker !== null;) {
      const page: Page = await this.#requests.add(() => this.#page(place, delimiter, marker ?? '', MOST_KEYS))
      this.listed += page.objects.length + page.folders.length
      yield page
      marker = page.next
    }
  }

  async #page(place: S3Place, delimiter: string, marker: string, most: number): Promise<Page> {
    const { clients, endpointURL, patience, say, signal } = this.#parts
    const pauses = new Pauses(this.#hasAnswered ? patience : IMPATIENT, say, signal)
    for (;;) {
      try {
        const { sdk, client } = await clients.of(place.bucket)
        const answer = await client.send(
          new sdk.ListObjectsCommand({
            Bucket: place.bucket,
            Prefix: place.prefix,
            ...(delimiter !== '' && { Delimiter: delimiter }),
            ...(marker !== '' && { Marker: marker }),
            ...(most < MOST_KEYS && { MaxKeys: most }),
          }),
          { abortSignal: signal },
        )
        this.#hasAnswered = true
        pauses.goesOn()
        const objects = (answer.Contents ?? []).map(({ Key = '', Size = 0, LastModified }) => ({
          key: Key,
          size: Size,
          modifiedMs: LastModified?.getTime() ?? 0,
        }))
        const folders = (answer.CommonPrefixes ?? []).flatMap(({ Prefix }) => Prefix ?? [])
        const last = [objects.at(-1)?.key ?? '', folders.at(-1) ?? ''].toSorted().at(-1)!
        const next = answer.NextMarker ?? last
        return { objects, folders, next: answer.IsTruncated === true && next > marker ? next : null }
      } catch (error) {
        await pauses.trouble(error, 'list', s3URI(place), endpointURL)
      }
    }
  }
}

interface Page extends Folder {
  /** The last key, if more follows. */
  readonly next: string | null
}

const REQUESTS_AT_ONCE = 16

/** S3 lists no more at once. */
const MOST_KEYS = 1000

/** A place that never answered was probably not written correctly. */
const IMPATIENT: Patience = { firstPauseMs: 500, longestPauseMs: 2000, mostMs: 4000 }
