import type { InstanceState, InstanceStatusSummary, StateReason } from '@aws-sdk/client-ec2'
import { HOUR, MINUTE, SECOND } from '../../../account/times.ts'
import type { Ec2Instance } from './ec2State.ts'

export type StateName = 'pending' | 'running' | 'stopping' | 'stopped' | 'shutting-down' | 'terminated'

const CODES: Readonly<Record<StateName, number>> = {
  pending: 0,
  running: 16,
  'shutting-down': 32,
  terminated: 48,
  stopping: 64,
  stopped: 80,
}

/** How long each change takes, and the states meanwhile and afterwards. */
const CHANGES: Readonly<
  Record<Ec2Instance['change'], readonly [durationMs: number, meanwhile: StateName, afterwards: StateName]>
> = {
  launched: [12 * SECOND, 'pending', 'running'],
  started: [12 * SECOND, 'pending', 'running'],
  stopped: [25 * SECOND, 'stopping', 'stopped'],
  terminated: [25 * SECOND, 'shutting-down', 'terminated'],
}

/** Status checks say that they are initializing for so long after a start. */
const CHECKS_MS = 2 * MINUTE

/** A terminated instance can still be described for so long. */
const VISIBLE_MS = HOUR

export function stateOf({ change, changedMs }: Ec2Instance, nowMs: number): StateName {
  const [durationMs, meanwhile, afterwards] = CHANGES[change]
  return nowMs < changedMs + durationMs ? meanwhile : afterwards
}

export function describedState(name: StateName): InstanceState {
  return { Code: CODES[name], Name: name }
}

export function stillExists({ change, changedMs }: Ec2Instance, nowMs: number): boolean {
  return change !== 'terminated' || nowMs < changedMs + VISIBLE_MS
}

export function stateReasonOf(instance: Ec2Instance, nowMs: number): StateReason | undefined {
  if (stateOf(instance, nowMs) === 'pending') return { Code: 'pending', Message: 'pending' }
  if (instance.change !== 'stopped' && instance.change !== 'terminated') return undefined
  const Code = 'Client.UserInitiatedShutdown'
  return { Code, Message: `${Code}: User initiated shutdown` }
}

/** `User initiated (2026-11-26 20:15:00 GMT)`; empty for an instance that nobody stopped. */
export function transitionReasonOf({ change, changedMs }: Ec2Instance): string {
  if (change !== 'stopped' && change !== 'terminated') return ''
  return `User initiated (${new Date(changedMs).toISOString().slice(0, 19).replace('T', ' ')} GMT)`
}

/** The status checks, which are the same for the instance and for its host. */
export function checksOf(instance: Ec2Instance, nowMs: number): InstanceStatusSummary {
  if (stateOf(instance, nowMs) !== 'running') return { Status: 'not-applicable' }
  const isDone = nowMs >= instance.changedMs + CHECKS_MS
  return {
    Status: isDone ? 'ok' : 'initializing',
    Details: [{ Name: 'reachability', Status: isDone ? 'passed' : 'initializing' }],
  }
}
