import { gunzip } from 'node:zlib'
import { promisify } from 'node:util'
import { DAY, HOUR } from '../account/times.ts'
import type { DeliveryStatus, LatestDelivery } from '../aws/deliveries.ts'
import { firstStartOf, type TrailState } from '../aws/services/cloudtrail/cloudTrailState.ts'
import type { DeliveryFolder } from './deliveryFolder.ts'
import { statusName, type DeliveryStep, type LoggedContent, type OutgoingFile } from './deliveryState.ts'
import type { Destination, PutFailure } from '../sources/destination.ts'
import type { TrailOutput } from './trailOutput.ts'

export interface OutboxParts {
  readonly folder: DeliveryFolder
  readonly destination: Destination
  readonly output: TrailOutput
  /** Undefined if it no longer exists. */
  readonly trail: (file: OutgoingFile) => TrailState | undefined
  readonly now: () => number
  /** How long to wait after a first failure; after each further one for twice as long. */
  readonly pauseMs: number
  /** Tells the terminal, in a sentence. */
  readonly complain: (sentence: string) => void
}

/** A file that was decided: where it belongs, and its bytes. */
export interface NewFile {
  readonly id: string
  readonly region: string
  readonly key: string
  readonly bytes: Uint8Array
  readonly metadata: Readonly<Record<string, string>>
  /** Null for a digest file. */
  readonly content: LoggedContent | null
}

/** CloudTrail tries for this long. */
const KEPT_MS = 30 * DAY
const LONGEST_PAUSE_MS = HOUR

interface Pause {
  readonly untilMs: number
  readonly ms: number
}

/** The files that wait to be put into the buckets of trails, and to be told of. */
export class Outbox {
  readonly #parts: OutboxParts
  /** By step, trail and bucket. */
  readonly #pauses = new Map<string, Pause>()

  constructor(parts: OutboxParts) {
    this.#parts = parts
  }

  /** Adds a file for a trail's bucket. It waits once the state is saved. */
  async add(trail: TrailState, { bytes, ...file }: NewFile): Promise<void> {
    const { arn: trailArn, settings } = trail
    const { folder, now } = this.#parts
    await folder.keep(file.id, bytes)
    const isLogFile = file.content !== null
    const steps: DeliveryStep[] = [
      ...(isLogFile && settings.cloudWatchLogsLogGroupArn !== null ? (['log'] as const) : []),
      'put',
      ...(isLogFile && settings.snsTopicArn !== null ? (['notify'] as const) : []),
    ]
    const { s3BucketName: bucket, kmsKeyId } = settings
    const firstStartMs = firstStartOf(trail)
    const outgoing = { ...file, trailArn, firstStartMs, bucket, kmsKeyId, decidedMs: now(), steps }
    folder.state.waiting = [...folder.state.waiting, outgoing]
  }

  /** Whether log files of a trail, or of one Region of it, have still to be put. */
  hasLogFilesOf(trailArn: string, region: string | null = null): boolean {
    return this.#waiting.some(
      (file) =>
        file.trailArn === trailArn &&
        (region === null || file.region === region) &&
        file.content !== null &&
        file.steps.includes('put'),
    )
  }

  hasAnyOf(trailArn: string): boolean {
    return this.#waiting.some((file) => file.trailArn === trailArn)
  }

  /** Does what waits, as far as it can be done now. `onPut` hears of every log file that was put. */
  async send(onPut: (file: OutgoingFile, nowMs: number) => void): Promise<void> {
    const { folder, now } = this.#parts
    for (const step of ['log', 'put', 'notify'] as const) {
      const due = this.#waiting.filter((file) => isNext(step, file) && !this.#isPaused(step, file))
      if (due.length === 0) continue
      const failures = await this.#do(step, due)
      const done = new Set<string>()
      for (const [index, file] of due.entries()) {
        const failure = failures[index] ?? null
        this.#note(file, step, failure, now())
        if (failure !== null) continue
        if (step === 'put' && file.content !== null) onPut(file, now())
        done.add(file.id)
      }
      folder.state.waiting = this.#waiting.map((file) =>
        done.has(file.id) ? { ...file, steps: file.steps.filter((each) => each !== step) } : file,
      )
      await folder.saveState()
    }
    await this.#forgetDone()
  }

  get #waiting(): readonly OutgoingFile[] {
    return this.#parts.folder.state.waiting
  }

  async #do(step: DeliveryStep, files: readonly OutgoingFile[]): Promise<readonly (PutFailure | null)[]> {
    if (step === 'put') return this.#put(files)
    const failures: (PutFailure | null)[] = []
    for (const file of files) failures.push(await this.#tell(step, file))
    return failures
  }

  async #put(files: readonly OutgoingFile[]): Promise<readonly (PutFailure | null)[]> {
    const { destination, folder } = this.#parts
    try {
      const read = files.map(async (file) => ({ ...file, bytes: await folder.read(file.id) }))
      return await destination.put(await Promise.all(read))
    } catch (error) {
      const failure = { code: 'InternalError', message: (error as Error).message }
      return files.map(() => failure)
    }
  }

  async #tell(step: 'log' | 'notify', file: OutgoingFile): Promise<PutFailure | null> {
    const { output, folder, trail, now } = this.#parts
    const { bucket, key, region, id } = file
    const of = trail(file)
    if (!of) return null
    try {
      if (step === 'notify') await output.delivered(of, { bucket, keys: [key] }, now())
      else await output.logged(of, region, await recordsIn(await folder.read(id)), now())
      return null
    } catch (error) {
      const { code = 'InternalError', message } = error as Error & { readonly code?: string }
      return { code, message }
    }
  }

  /** Notes how a step went. After a failure the trail pauses. */
  #note(file: OutgoingFile, step: DeliveryStep, failure: PutFailure | null, nowMs: number): void {
    const { statuses } = this.#parts.folder.state
    const name = statusName(file)
    const channel = channelOf(file, step)
    const status = statuses[name] ?? NO_STATUS
    const latest: LatestDelivery =
      failure === null
        ? { succeededMs: nowMs, error: null }
        : { succeededMs: status[channel].succeededMs, error: failure.code }
    statuses[name] = { ...status, [channel]: latest }
    if (failure === null) this.#pauses.delete(pauseName(step, file))
    else this.#pause(file, step, failure, nowMs)
  }

  #pause(file: OutgoingFile, step: DeliveryStep, failure: PutFailure, nowMs: number): void {
    const name = pauseName(step, file)
    const last = this.#pauses.get(name)
    // Several files of one round fail for one reason.
    if (last && last.untilMs > nowMs) return
    if (!last) this.#complain(file, step, failure)
    const ms = last ? Math.min(LONGEST_PAUSE_MS, 2 * last.ms) : this.#parts.pauseMs
    this.#pauses.set(name, { untilMs: nowMs + ms, ms })
  }

  #isPaused(step: DeliveryStep, file: OutgoingFile): boolean {
    const pause = this.#pauses.get(pauseName(step, file))
    return pause !== undefined && this.#parts.now() < pause.untilMs
  }

  #complain({ trailArn, bucket }: OutgoingFile, step: DeliveryStep, { message }: PutFailure): void {
    const name = trailArn.split('/').at(-1)
    const what = {
      log: 'cannot write to its log group',
      put: `cannot deliver to the bucket ${bucket}`,
      notify: 'cannot publish to its topic',
    }[step]
    const stop = /[.!?]$/.test(message) ? '' : '.'
    this.#parts.complain(
      `The trail ${name} ${what}: ${message}${stop} What waits is kept, and delivered when it works again.`,
    )
  }

  /** Files with nothing left to do, and those that could not be delivered for a month. */
  async #forgetDone(): Promise<void> {
    const { folder, now, complain } = this.#parts
    const oldestMs = now() - KEPT_MS
    const isTooOld = ({ decidedMs, steps }: OutgoingFile) => steps.length > 0 && decidedMs < oldestMs
    const done = new Set(this.#waiting.filter((file) => file.steps.length === 0 || isTooOld(file)))
    if (done.size === 0) return
    for (const { bucket, key, steps } of [...done].filter(isTooOld)) {
      const what = steps.includes('put') ? `delivered to the bucket ${bucket}` : 'told'
      complain(`${key} could not be ${what} for 30 days, and is given up.`)
    }
    folder.state.waiting = this.#waiting.filter((file) => !done.has(file))
    await folder.saveState()
    for (const { id } of done) await folder.forget(id)
  }
}

/** A trail that was given another bucket may still have files for the one before. */
const pauseName = (step: DeliveryStep, { trailArn, bucket }: OutgoingFile): string =>
  `${step} ${trailArn} ${bucket}`

/** A log group that is gone must not keep files from the bucket; topics hear of what is there. */
const isNext = (step: DeliveryStep, { steps }: OutgoingFile): boolean =>
  steps.includes(step) && !(step === 'notify' && steps.includes('put'))

const NOTHING: LatestDelivery = { succeededMs: null, error: null }

const NO_STATUS: DeliveryStatus = {
  logFiles: NOTHING,
  digests: NOTHING,
  notifications: NOTHING,
  logEvents: NOTHING,
}

function channelOf({ content }: OutgoingFile, step: DeliveryStep): keyof DeliveryStatus {
  if (step === 'log') return 'logEvents'
  if (step === 'notify') return 'notifications'
  return content === null ? 'digests' : 'logFiles'
}

/** As they were written, since all were written by JSON.stringify. */
async function recordsIn(logFile: Uint8Array): Promise<string[]> {
  const text = (await promisify(gunzip)(logFile)).toString()
  const { Records } = JSON.parse(text) as { readonly Records: readonly unknown[] }
  return Records.map((record) => JSON.stringify(record))
}
