import { createHash } from 'node:crypto'
import { Chance } from '../../../account/chance.ts'
import { HOME_REGION } from '../../../account/resources.ts'
import type { SimulatedAccount } from '../../../account/simulatedAccount.ts'

/** Log groups by ARN. Their log events are in LogEvents. */
export interface LogsState {
  readonly groups: Record<string, LogGroup>
}

export interface LogGroup {
  readonly name: string
  /** `arn:aws:logs:REGION:ACCOUNT:log-group:NAME` */
  readonly arn: string
  readonly createdMs: number
  /** Null for events that never expire. */
  retentionDays: number | null
  kmsKeyId: string | null
  readonly tags: Record<string, string>
  /** By name. */
  readonly streams: Record<string, LogStream>
  /** By name. */
  readonly metricFilters: Record<string, MetricFilter>
}

export interface LogStream {
  readonly name: string
  /** Of its log events, so that a stream that is created again begins without any. */
  readonly id: string
  readonly createdMs: number
  firstEventMs: number | null
  lastEventMs: number | null
  lastIngestionMs: number | null
  storedBytes: number
}

export interface MetricFilter {
  readonly name: string
  readonly pattern: string
  readonly createdMs: number
  readonly metric: MetricTransformation
}

export interface MetricTransformation {
  readonly name: string
  readonly namespace: string
  /** A number, or the selector of one: `$.bytes`. */
  readonly value: string
  /** What the metric gets when log events arrive and none matches; null for nothing. */
  readonly defaultValue: number | null
  /** Selectors by the names of dimensions. */
  readonly dimensions: Readonly<Record<string, string>>
  readonly unit: string
}

/** A log group for each of the company's functions. */
export function newLogsState(account: SimulatedAccount): LogsState {
  const state: LogsState = { groups: {} }
  for (const name of account.resources.functions) {
    const chance = new Chance(account.seed, 'log group', name)
    const createdMs = account.todayMs - chance.int(100, 700) * 86_400_000 + chance.int(0, 86_399_999)
    const group = newLogGroup(groupArn(HOME_REGION, account.accountId, `/aws/lambda/${name}`), createdMs)
    state.groups[group.arn] = group
  }
  return state
}

export function groupArn(region: string, accountId: string, name: string): string {
  return `arn:aws:logs:${region}:${accountId}:log-group:${name}`
}

export function newLogGroup(arn: string, createdMs: number): LogGroup {
  return {
    name: arn.split(':').slice(6).join(':'),
    arn,
    createdMs,
    retentionDays: null,
    kmsKeyId: null,
    tags: {},
    streams: {},
    metricFilters: {},
  }
}

export function newLogStream(group: LogGroup, name: string, createdMs: number): LogStream {
  return {
    name,
    id: createHash('sha256')
      .update(`${group.arn} ${group.createdMs} ${name} ${createdMs}`)
      .digest('hex')
      .slice(0, 32),
    createdMs,
    firstEventMs: null,
    lastEventMs: null,
    lastIngestionMs: null,
    storedBytes: 0,
  }
}

const DAY_MS = 86_400_000

/** Events of a group before this moment have expired. */
export function keptSinceMs({ retentionDays }: LogGroup, nowMs: number): number {
  return retentionDays === null ? Number.NEGATIVE_INFINITY : nowMs - retentionDays * DAY_MS
}
