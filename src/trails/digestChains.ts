import { randomUUID } from 'node:crypto'
import { gzip } from 'node:zlib'
import { promisify } from 'node:util'
import { SECOND } from '../account/times.ts'
import type { TrailState } from '../aws/services/cloudtrail/cloudTrailState.ts'
import { REGIONS } from '../aws/services/ec2/regions.ts'
import { digestKey } from '../cloudtrail/logFileKey.ts'
import type { DeliveryFolder } from './deliveryFolder.ts'
import type { DigestChain, OutgoingFile } from './deliveryState.ts'
import { signedDigest } from './digest.ts'
import { periodsOver, type DigestPeriod } from './digestSchedule.ts'
import type { Outbox } from './outbox.ts'
import { newSigningKey, signingKeyAt, type SigningKey } from './signingKeys.ts'

export interface DigestChainsParts {
  readonly accountId: string
  readonly folder: DeliveryFolder
  readonly outbox: Outbox
  /** The time that a digest file is about. */
  readonly digestMs: number
  /** How often trails are looked at: one that was started since then begins its chain at its start. */
  readonly intervalMs: number
}

/** The digest files of all trails and Regions, each naming the one before it. */
export class DigestChains {
  readonly #parts: DigestChainsParts

  constructor(parts: DigestChainsParts) {
    this.#parts = parts
  }

  /** The next digest file of its Region names a log file that was put. */
  delivered({ trailArn, region, bucket, key, content }: OutgoingFile, deliveredMs: number): void {
    const chain = this.#chains[nameOf(trailArn, region)]
    if (chain && content !== null) chain.files = [...chain.files, { ...content, bucket, key, deliveredMs }]
  }

  /** Begins the chains of a trail, before its first log files are put. */
  async begin(trail: TrailState, nowMs: number): Promise<void> {
    for (const region of regionsOf(trail))
      this.#chains[nameOf(trail.arn, region)] ??= await this.#newChain(trail, region, nowMs)
  }

  /** Writes the digest files of the times that are over. The chains of Regions that the trail has left end. */
  async continue(trail: TrailState, nowMs: number): Promise<void> {
    const regions = regionsOf(trail)
    for (const [name, chain] of this.#chainsOf(trail)) {
      const isLeft = !regions.includes(chain.region)
      if (isLeft && !this.#parts.outbox.hasLogFilesOf(trail.arn, chain.region))
        await this.#end(trail, name, chain, nowMs)
      else await this.#addOver(trail, chain, nowMs, nowMs)
    }
  }

  /** Writes the last digest files of a trail: about everything that was delivered until its end. */
  async end(trail: TrailState, nowMs: number): Promise<void> {
    for (const [name, chain] of this.#chainsOf(trail)) await this.#end(trail, name, chain, nowMs)
  }

  async #end(trail: TrailState, name: string, chain: DigestChain, nowMs: number): Promise<void> {
    const stopMs = trail.isLogging ? nowMs : (trail.stoppedMs ?? nowMs)
    const lastMs = Math.max(stopMs, ...chain.files.map(({ deliveredMs }) => deliveredMs + 1))
    const endMs = Math.ceil(lastMs / SECOND) * SECOND
    await this.#addOver(trail, chain, endMs, nowMs)
    if (chain.startMs < endMs)
      await this.#add(trail, chain, { startMs: chain.startMs, endMs, isBackfill: false }, nowMs)
    delete this.#chains[name]
  }

  hasAnyOf(trail: TrailState): boolean {
    return this.#chainsOf(trail).length > 0
  }

  get #chains(): Record<string, DigestChain> {
    return this.#parts.folder.state.chains
  }

  #chainsOf({ arn }: TrailState): readonly [name: string, chain: DigestChain][] {
    return Object.entries(this.#chains).filter(([, { trailArn }]) => trailArn === arn)
  }

  /** The first digest file of a chain is about the time before it, in which there was nothing. */
  async #newChain(trail: TrailState, region: string, nowMs: number): Promise<DigestChain> {
    const { digestMs, intervalMs } = this.#parts
    const isNew = trail.startedMs !== null && trail.startedMs > nowMs - 2 * intervalMs
    const endMs = Math.floor((isNew ? trail.startedMs! : nowMs) / SECOND) * SECOND
    const startMs = endMs - digestMs
    const chain: DigestChain = {
      trailArn: trail.arn,
      region,
      startMs,
      previous: null,
      previousBackfill: null,
      files: [],
    }
    await this.#add(trail, chain, { startMs, endMs, isBackfill: false }, nowMs)
    return chain
  }

  async #addOver(trail: TrailState, chain: DigestChain, endMs: number, nowMs: number): Promise<void> {
    for (const period of periodsOver(chain.startMs, endMs, this.#parts.digestMs))
      await this.#add(trail, chain, period, nowMs)
  }

  async #add(trail: TrailState, chain: DigestChain, period: DigestPeriod, nowMs: number): Promise<void> {
    const { accountId, outbox } = this.#parts
    const { settings, name: trailName, homeRegion } = trail
    const { startMs, endMs, isBackfill } = period
    const { region } = chain
    const key = digestKey({
      prefix: settings.s3KeyPrefix,
      organizationId: null,
      accountId,
      region,
      trailName,
      homeRegion,
      endMs,
      isBackfill,
    })
    const before = isBackfill ? 'previousBackfill' : 'previous'
    const { text, ...digest } = signedDigest(
      {
        accountId,
        bucket: settings.s3BucketName,
        key,
        startMs,
        endMs,
        files: chain.files.filter(({ deliveredMs }) => deliveredMs < endMs),
        previous: chain[before],
      },
      await this.#signingKey(nowMs),
    )
    await outbox.add(trail, {
      id: randomUUID(),
      region,
      key,
      bytes: await promisify(gzip)(text),
      metadata: {
        signature: digest.signature,
        'signature-algorithm': 'SHA256withRSA',
        ...(isBackfill && { 'backfill-generation-timestamp': new Date(nowMs).toISOString() }),
      },
      content: null,
    })
    chain.startMs = endMs
    chain.files = chain.files.filter(({ deliveredMs }) => deliveredMs >= endMs)
    chain[before] = digest
  }

  async #signingKey(nowMs: number): Promise<SigningKey> {
    const { folder } = this.#parts
    const key = signingKeyAt(folder.keys, nowMs)
    if (key) return key
    const made = await newSigningKey(nowMs)
    await folder.addKey(made)
    return made
  }
}

const nameOf = (trailArn: string, region: string): string => `${trailArn} ${region}`

const regionsOf = ({ homeRegion, settings }: TrailState): readonly string[] =>
  settings.isMultiRegionTrail ? Object.keys(REGIONS) : [homeRegion]
