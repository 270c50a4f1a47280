import { randomUUID } from 'node:crypto'
import { Chance } from '../account/chance.ts'
import type { SimulatedAccount } from '../account/simulatedAccount.ts'
import type { Deliveries, DeliveryStatus, PublicKey } from '../aws/deliveries.ts'
import {
  firstStartOf,
  type CloudTrailState,
  type TrailState,
} from '../aws/services/cloudtrail/cloudTrailState.ts'
import { logFileKey, type LogFileKind } from '../cloudtrail/logFileKey.ts'
import type { DeliveryFolder } from './deliveryFolder.ts'
import { statusName, type OutgoingFile } from './deliveryState.ts'
import type { Destination } from '../sources/destination.ts'
import { DigestChains } from './digestChains.ts'
import { inLogFiles, makeLogFile, type TimedText } from './logFile.ts'
import { loggedBy } from './loggedBy.ts'
import { loggedEvent } from './loggedEvent.ts'
import { Outbox } from './outbox.ts'
import type { TrailOutput } from './trailOutput.ts'

export interface TrailDeliveryParts {
  readonly account: SimulatedAccount
  readonly folder: DeliveryFolder
  readonly destination: Destination
  readonly output: TrailOutput
  /** The trails as they are now. */
  readonly trails: () => CloudTrailState
  /** Called with deleted trails that have nothing left to deliver. */
  readonly forgetTrails: (deleted: readonly TrailState[]) => Promise<void>
  /** The records of the account's own life from a moment, inclusive, to another, exclusive. */
  readonly happenings: (startMs: number, endMs: number) => Iterable<string>
  /** The records of insights that were found from a moment, inclusive, to another, exclusive. */
  readonly insights: (startMs: number, endMs: number) => Promise<Iterable<string>>
  /** The calls that were made after the one with an eventID, oldest first; all of them after null. */
  readonly callsAfter: (eventID: string | null) => readonly LoggedCall[]
  readonly now: () => number
  /** How long after it happened an event is there to be delivered. */
  readonly delayMs: number
  /** How often `deliver` is called. */
  readonly intervalMs: number
  readonly digestMs: number
  /** Tells the terminal, in a sentence. */
  readonly complain: (sentence: string) => void
}

export interface LoggedCall {
  readonly eventID: string
  readonly record: string
}

/**
 * Delivers what the account's trails log. What is decided is saved before it is done, and is done
 * with the same names and bytes if it has to be done again: whenever the process ends, everything
 * arrives at least once, and digest files name what was put and nothing else.
 */
export class TrailDelivery implements Omit<Deliveries, 'checkBucket'> {
  readonly #parts: TrailDeliveryParts
  readonly #outbox: Outbox
  readonly #digests: DigestChains
  #round: Promise<void> = Promise.resolve()

  constructor(parts: TrailDeliveryParts) {
    this.#parts = parts
    const { account, folder, destination, output, now, intervalMs, digestMs, complain } = parts
    const trail = (file: OutgoingFile) =>
      this.#trails().find((each) => statusNameOf(each) === statusName(file))
    // Half, so that it is over when the next round begins.
    const pauseMs = intervalMs / 2
    this.#outbox = new Outbox({ folder, destination, output, trail, now, pauseMs, complain })
    this.#digests = new DigestChains({
      accountId: account.accountId,
      folder,
      outbox: this.#outbox,
      digestMs,
      intervalMs,
    })
  }

  statusOf(trail: TrailState): DeliveryStatus | null {
    return this.#parts.folder.state.statuses[statusNameOf(trail)] ?? null
  }

  publicKeys(): readonly PublicKey[] {
    return this.#parts.folder.keys
  }

  /** Delivers what is there to be delivered now. Rounds run one after another. */
  deliver(): Promise<void> {
    const round = this.#round.then(() => this.#deliver())
    this.#round = round.catch(() => {})
    return round
  }

  /** Waits for the rounds that have begun. */
  idle(): Promise<void> {
    return this.#round
  }

  async #deliver(): Promise<void> {
    const onPut = this.#digests.delivered.bind(this.#digests)
    await this.#takeEvents(this.#parts.now())
    await this.#beginChains(this.#parts.now())
    await this.#outbox.send(onPut)
    await this.#writeDigests(this.#parts.now())
    await this.#outbox.send(onPut)
    await this.#forgetDeleted()
  }

  /** All trails that may have something to deliver. */
  #trails(): readonly TrailState[] {
    const { trails, deletedTrails = [] } = this.#parts.trails()
    return [...Object.values(trails), ...deletedTrails]
  }

  /** Makes log files of what happened since the last time. */
  async #takeEvents(nowMs: number): Promise<void> {
    const { happenings, insights, callsAfter, delayMs, folder } = this.#parts
    const { state } = folder
    const untilMs = Math.max(state.takenMs, nowMs - delayMs)
    const found = await insights(state.takenMs, untilMs)
    const calls = callsAfter(state.lastCall)
    const places = new Map<string, Place>()
    for (const text of happenings(state.takenMs, untilMs)) this.#place(text, places)
    for (const text of found) this.#place(text, places)
    for (const { record } of calls) this.#place(record, places)
    for (const place of places.values()) await this.#addLogFiles(place, nowMs)
    state.takenMs = untilMs
    state.lastCall = calls.at(-1)?.eventID ?? state.lastCall
    await folder.saveState()
  }

  #place(text: string, places: Map<string, Place>): void {
    const event = loggedEvent(text)
    for (const trail of this.#trails()) {
      const found = loggedBy(trail, event)
      if (found === null) continue
      const name = `${trail.arn} ${found.kind} ${found.region}`
      const place = places.get(name) ?? { trail, ...found, records: [] }
      places.set(name, place)
      place.records.push({ timeMs: event.timeMs, text })
    }
  }

  async #addLogFiles({ trail, kind, region, records }: Place, deliveredMs: number): Promise<void> {
    const { account } = this.#parts
    for (const part of inLogFiles(records)) {
      const id = randomUUID()
      const key = logFileKey({
        prefix: trail.settings.s3KeyPrefix,
        organizationId: null,
        accountId: account.accountId,
        region,
        kind,
        deliveredMs,
        unique: id.replaceAll('-', '').slice(0, 16),
      })
      const made = await makeLogFile(part, new Chance(account.seed, id))
      await this.#outbox.add(trail, { id, region, key, metadata: {}, ...made })
    }
  }

  async #beginChains(nowMs: number): Promise<void> {
    for (const trail of this.#trails())
      if (
        trail.settings.logFileValidationEnabled &&
        (trail.isLogging || this.#outbox.hasLogFilesOf(trail.arn))
      )
        await this.#digests.begin(trail, nowMs)
    await this.#parts.folder.saveState()
  }

  async #writeDigests(nowMs: number): Promise<void> {
    for (const trail of this.#trails()) {
      if (trail.isLogging && trail.settings.logFileValidationEnabled)
        await this.#digests.continue(trail, nowMs)
      else if (!this.#mayStillLog(trail)) await this.#digests.end(trail, nowMs)
    }
    await this.#parts.folder.saveState()
  }

  /** Whether events from before the trail stopped have still to arrive, or to be put. */
  #mayStillLog({ arn, isLogging, stoppedMs }: TrailState): boolean {
    const isTaken = isLogging || stoppedMs === null || stoppedMs <= this.#parts.folder.state.takenMs
    return !isTaken || this.#outbox.hasLogFilesOf(arn)
  }

  async #forgetDeleted(): Promise<void> {
    const { trails, forgetTrails, folder } = this.#parts
    const done = (trails().deletedTrails ?? []).filter(
      (trail) =>
        !this.#mayStillLog(trail) && !this.#outbox.hasAnyOf(trail.arn) && !this.#digests.hasAnyOf(trail),
    )
    if (done.length === 0) return
    for (const trail of done) delete folder.state.statuses[statusNameOf(trail)]
    await folder.saveState()
    await forgetTrails(done)
  }
}

const statusNameOf = (trail: TrailState): string =>
  statusName({ trailArn: trail.arn, firstStartMs: firstStartOf(trail) })

/** The events that a trail puts into one folder. */
interface Place {
  readonly trail: TrailState
  readonly kind: LogFileKind
  readonly region: string
  readonly records: TimedText[]
}
