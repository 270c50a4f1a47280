import type { GetObjectCommandOutput } from '@aws-sdk/client-s3'
import { byDelivery } from '../deliveryOrder.ts'
import type {
  FileMetadata,
  Listed,
  ListedLogFile,
  ListingProblem,
  LogFileSource,
  S3Spec,
  SayWaiting,
} from '../logFileSource.ts'
import { findLogFiles } from './findLogFiles.ts'
import { ObjectLister, type ListedObject } from './listObjects.ts'
import { PATIENT, Pauses, type Patience } from './patience.ts'
import { getObject, readObject, WHOLE, type ReadingParts } from './readObject.ts'
import { S3Clients } from './s3Clients.ts'
import { S3Failure } from './s3Failure.ts'
import { objectOf, s3URI, type S3Place } from './s3Place.ts'

/** Objects in S3, or in a server that speaks its protocol. They are only read. */
export class S3Objects implements LogFileSource {
  readonly spec: S3Spec
  readonly #parts: ReadingParts
  /** What was asked for ahead, by URI. */
  readonly #expected = new Map<string, Promise<GetObjectCommandOutput>>()

  constructor(spec: S3Spec, patience: Patience = PATIENT) {
    this.spec = spec
    const { endpointURL } = spec
    this.#parts = { clients: new S3Clients(endpointURL), endpointURL, patience }
  }

  async *list(signal: AbortSignal, say: SayWaiting = () => {}): AsyncGenerator<Listed> {
    const logFiles = new Map<string, ListedLogFile>()
    const problems: ListingProblem[] = []
    let areDigestFilesLeftOut = false
    const foundDigestFiles = () => {
      areDigestFilesLeftOut = true
    }
    for (const place of this.spec.places) {
      try {
        for (const logFile of await this.#filesIn(place, foundDigestFiles, signal, say))
          logFiles.set(logFile.uri, logFile)
      } catch (error) {
        signal.throwIfAborted()
        if (!(error instanceof S3Failure)) throw error
        problems.push({ uri: s3URI(place), reason: `This cannot be listed: ${error.message}.` })
      }
    }
    say(null)
    for (const problem of problems) yield { kind: 'problem', problem }
    for (const logFile of byDelivery([...logFiles.values()])) yield { kind: 'log-file', logFile }
    if (areDigestFilesLeftOut) yield { kind: 'digest-files' }
  }

  async #filesIn(
    place: S3Place,
    foundDigestFiles: () => void,
    signal: AbortSignal,
    say: SayWaiting,
  ): Promise<ListedLogFile[]> {
    const { choice, hasDigestFiles } = this.spec
    const lister = new ObjectLister({ ...this.#parts, signal, say })
    const files: ListedLogFile[] = []
    const found = (object: ListedObject) => {
      files.push(listedFile(object, place))
      if (files.length % SAID_EVERY === 0)
        say(`Listing ${s3URI(place)}: ${files.length.toLocaleString('en')} log files so far.`)
    }
    const isAny = await findLogFiles(place, {
      lister,
      bucket: place.bucket,
      choice,
      hasDigestFiles,
      found,
      foundDigestFiles,
      say,
    })
    if (!isAny)
      throw new S3Failure(
        `nothing in the bucket ${place.bucket} begins with ${s3URI(place)}. Check the prefix`,
      )
    return files
  }

  open(uri: string, say: SayWaiting = () => {}): AsyncIterable<Uint8Array> {
    const ask = () => getObject(uri, WHOLE, this.#parts.clients)
    // What failed ahead may have been a minute ago.
    const first = this.#expected.get(uri)?.catch(ask) ?? ask()
    this.#expected.delete(uri)
    first.catch(() => {})
    return readObject(uri, first, this.#parts, say)
  }

  expect(uris: readonly string[]): void {
    for (const uri of uris) {
      if (this.#expected.size >= MOST_EXPECTED) return
      if (this.#expected.has(uri)) continue
      const answer = getObject(uri, WHOLE, this.#parts.clients)
      // Opening it asks again.
      answer.catch(() => {})
      this.#expected.set(uri, answer)
    }
  }

  async metadata(uri: string): Promise<FileMetadata | null> {
    const { clients, endpointURL, patience } = this.#parts
    const object = objectOf(uri)
    const pauses = new Pauses(patience, () => {})
    for (;;) {
      try {
        const { sdk, client } = await clients.of(object.Bucket)
        const { Metadata } = await client.send(new sdk.HeadObjectCommand(object))
        return Metadata && Object.keys(Metadata).length > 0 ? Metadata : null
      } catch (error) {
        await pauses.trouble(error, 'read', uri, endpointURL)
      }
    }
  }
}

function listedFile({ key, size, modifiedMs }: ListedObject, { bucket, prefix }: S3Place): ListedLogFile {
  const folder = prefix.slice(0, prefix.lastIndexOf('/') + 1)
  return { uri: s3URI({ bucket, prefix: key }), name: key.slice(folder.length), size, modifiedMs }
}

const SAID_EVERY = 1000

/** Each is a connection whose first bytes wait in the system. */
const MOST_EXPECTED = 12
