import { CloudTrailClient, ListPublicKeysCommand, LookupEventsCommand } from '@aws-sdk/client-cloudtrail'
import { DescribeRegionsCommand, EC2Client } from '@aws-sdk/client-ec2'
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { defaultProvider } from '@aws-sdk/credential-provider-node'
import { PATIENT_CONNECTIONS } from '../awsSdk.ts'
import type { KeysWanted, ListedKey, LookupPage, LookupWanted } from './accountAnswers.ts'

/**
 * The calls that reading an account takes; all of them only read. Each is made once: whether to
 * try again is the caller's to say.
 */
export class AccountClients {
  readonly #config
  readonly #cloudTrail = new Map<string, CloudTrailClient>()

  constructor(profile: string, endpointURL: string | null) {
    this.#config = {
      profile,
      // What the files with the profiles say now, not when they were first read.
      credentials: defaultProvider({ profile, ignoreCache: true }),
      ...(endpointURL !== null && { endpoint: endpointURL }),
      maxAttempts: 1,
      requestHandler: PATIENT_CONNECTIONS,
    }
  }

  /** The Region of the profile; null if it has none. */
  async ownRegion(): Promise<string | null> {
    const client = new STSClient(this.#config)
    try {
      return await client.config.region()
    } catch {
      return null
    } finally {
      client.destroy()
    }
  }

  async accountId(region: string): Promise<string> {
    const client = new STSClient({ ...this.#config, region })
    try {
      return (await client.send(new GetCallerIdentityCommand({}))).Account ?? ''
    } finally {
      client.destroy()
    }
  }

  async enabledRegions(region: string): Promise<readonly string[]> {
    const client = new EC2Client({ ...this.#config, region })
    try {
      const { Regions = [] } = await client.send(new DescribeRegionsCommand({}))
      return Regions.flatMap(({ RegionName }) => RegionName ?? [])
    } finally {
      client.destroy()
    }
  }

  async lookUp(
    region: string,
    { startMs, endMs, nextToken }: LookupWanted,
    signal: AbortSignal,
  ): Promise<LookupPage> {
    const { Events = [], NextToken } = await this.#cloudTrailIn(region).send(
      new LookupEventsCommand({
        StartTime: new Date(startMs),
        EndTime: new Date(endMs),
        ...(nextToken !== null && { NextToken: nextToken }),
      }),
      { abortSignal: signal },
    )
    return { events: Events, nextToken: NextToken ?? null }
  }

  async publicKeys({ region, fromMs, toMs }: KeysWanted): Promise<readonly ListedKey[]> {
    const keys: ListedKey[] = []
    let nextToken: string | undefined
    do {
      const { PublicKeyList = [], NextToken } = await this.#cloudTrailIn(region).send(
        new ListPublicKeysCommand({
          StartTime: new Date(fromMs),
          EndTime: new Date(toMs),
          ...(nextToken !== undefined && { NextToken: nextToken }),
        }),
      )
      for (const { Value, Fingerprint } of PublicKeyList)
        if (Value !== undefined && Fingerprint !== undefined)
          keys.push({ value: Buffer.from(Value).toString('base64'), fingerprint: Fingerprint })
      nextToken = NextToken
    } while (nextToken !== undefined)
    return keys
  }

  close(): void {
    for (const client of this.#cloudTrail.values()) client.destroy()
  }

  #cloudTrailIn(region: string): CloudTrailClient {
    const client = this.#cloudTrail.get(region) ?? new CloudTrailClient({ ...this.#config, region })
    this.#cloudTrail.set(region, client)
    return client
  }
}
