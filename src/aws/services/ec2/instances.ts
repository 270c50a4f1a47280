import {
  DescribeInstances$,
  DescribeInstanceStatus$,
  RebootInstances$,
  StartInstances$,
  StopInstances$,
  TerminateInstances$,
} from '@aws-sdk/client-ec2'
import type {
  DescribeInstancesRequest,
  DescribeInstancesResult,
  DescribeInstanceStatusRequest,
  DescribeInstanceStatusResult,
  InstanceStateChange,
  RebootInstancesRequest,
  Reservation,
  StartInstancesRequest,
  StartInstancesResult,
  StopInstancesRequest,
  StopInstancesResult,
  TerminateInstancesRequest,
  TerminateInstancesResult,
} from '@aws-sdk/client-ec2'
import { SECOND } from '../../../account/times.ts'
import type { CallContext } from '../../callContext.ts'
import { AwsFailure } from '../../failure.ts'
import { describedInstance } from './describedInstance.ts'
import type { Ec2Instance } from './ec2State.ts'
import { ec2Operation } from './ec2Operation.ts'
import { filtered, type FilterValues } from './filters.ts'
import { instanceFilters, statusFilters } from './instanceFilters.ts'
import { instancesHere, instancesNamed } from './instanceLookup.ts'
import { checksOf, describedState, stateOf, type StateName } from './instanceState.ts'
import { pageOf } from './pages.ts'
import { filterSet, setOf } from './recordedInput.ts'

export const describeInstances = ec2Operation<DescribeInstancesRequest, DescribeInstancesResult>(
  DescribeInstances$,
  (input, context) => {
    const page = pageOf(
      found(input, context, instanceFilters(context)),
      input,
      ({ reservationId, launchIndex }) => `${reservationId}/${String(launchIndex).padStart(4, '0')}`,
    )
    const reservations = new Map<string, Reservation & { Instances: object[] }>()
    for (const instance of page.items) {
      const { reservationId } = instance
      const reservation = reservations.get(reservationId) ?? {
        ReservationId: reservationId,
        OwnerId: context.account.accountId,
        Groups: [],
        Instances: [],
      }
      reservations.set(reservationId, reservation)
      reservation.Instances.push({
        ...describedInstance(instance, context),
        PlatformDetails: 'Linux/UNIX',
        UsageOperation: 'RunInstances',
        UsageOperationUpdateTime: new Date(instance.launchedMs),
      })
    }
    return {
      Reservations: [...reservations.values()],
      ...(page.nextToken !== null && { NextToken: page.nextToken }),
    }
  },
  {
    request: ({ MaxResults, NextToken, InstanceIds, Filters }) => ({
      maxResults: MaxResults,
      nextToken: NextToken,
      instancesSet: setOf(InstanceIds, 'instanceId'),
      filterSet: filterSet(Filters),
    }),
  },
)

export const describeInstanceStatus = ec2Operation<
  DescribeInstanceStatusRequest,
  DescribeInstanceStatusResult
>(
  DescribeInstanceStatus$,
  (input, context) => {
    const { nowMs } = context
    const all = found(input, context, statusFilters(context))
    const shown = all.filter(
      (instance) => input.IncludeAllInstances === true || stateOf(instance, nowMs) === 'running',
    )
    const page = pageOf(shown, input, ({ instanceId }) => instanceId)
    return {
      InstanceStatuses: page.items.map((instance) => {
        const status = checksOf(instance, nowMs)
        return {
          AvailabilityZone: instance.zone,
          InstanceId: instance.instanceId,
          InstanceState: describedState(stateOf(instance, nowMs)),
          InstanceStatus: status,
          SystemStatus: status,
        }
      }),
      ...(page.nextToken !== null && { NextToken: page.nextToken }),
    }
  },
  {
    request: ({ MaxResults, NextToken, InstanceIds, Filters, IncludeAllInstances = false }) => ({
      maxResults: MaxResults,
      nextToken: NextToken,
      instancesSet: setOf(InstanceIds, 'instanceId'),
      filterSet: filterSet(Filters),
      includeAllInstances: IncludeAllInstances,
    }),
  },
)

function found(
  { InstanceIds = [], Filters, MaxResults }: DescribeInstancesRequest,
  context: CallContext,
  filters: FilterValues<Ec2Instance>,
): readonly Ec2Instance[] {
  if (InstanceIds.length > 0 && MaxResults !== undefined)
    throw new AwsFailure(
      'InvalidParameterCombination',
      'The parameter instancesSet cannot be used with the parameter maxResults',
    )
  const named = InstanceIds.length > 0 ? instancesNamed(context, InstanceIds) : instancesHere(context)
  const { tags } = context.state.ec2
  return filtered(named, Filters, filters, ({ instanceId }) => tags[instanceId] ?? {})
}

export const startInstances = ec2Operation<StartInstancesRequest, StartInstancesResult>(
  StartInstances$,
  ({ InstanceIds = [] }, context) => ({
    StartingInstances: changeAll(context, InstanceIds, 'started', (instance, state) => {
      if (state === 'running' || state === 'pending') return false
      if (state !== 'stopped') throw incorrectState(instance, 'started')
      return true
    }),
  }),
  {
    request: ({ InstanceIds }) => ({ instancesSet: setOf(InstanceIds, 'instanceId') }),
    resource: ({ InstanceIds }) => resourceOf(InstanceIds),
  },
)

export const stopInstances = ec2Operation<StopInstancesRequest, StopInstancesResult>(
  StopInstances$,
  ({ InstanceIds = [], Hibernate }, context) => ({
    StoppingInstances: changeAll(context, InstanceIds, 'stopped', (instance, state) => {
      if (instance.isProtectedFromStop) throw notPermitted(instance, 'stopped', 'disableApiStop')
      if (state === 'stopped' || state === 'stopping') return false
      if (state !== 'running') throw incorrectState(instance, 'stopped')
      if (Hibernate === true)
        throw new AwsFailure(
          'UnsupportedHibernationConfiguration',
          `Hibernation is not enabled for the following instances: [${instance.instanceId}]`,
        )
      return true
    }),
  }),
  {
    request: ({ InstanceIds, Hibernate, SkipOsShutdown, Force = false }) => ({
      instancesSet: setOf(InstanceIds, 'instanceId'),
      force: Force,
      hibernate: Hibernate,
      skipOsShutdown: SkipOsShutdown,
    }),
    resource: ({ InstanceIds }) => resourceOf(InstanceIds),
  },
)

export const terminateInstances = ec2Operation<TerminateInstancesRequest, TerminateInstancesResult>(
  TerminateInstances$,
  ({ InstanceIds = [] }, context) => ({
    TerminatingInstances: changeAll(context, InstanceIds, 'terminated', (instance, state) => {
      if (instance.isProtectedFromTermination)
        throw notPermitted(instance, 'terminated', 'disableApiTermination')
      return state !== 'terminated' && state !== 'shutting-down'
    }),
  }),
  {
    request: ({ InstanceIds, Force, SkipOsShutdown }) => ({
      instancesSet: setOf(InstanceIds, 'instanceId'),
      force: Force,
      skipOsShutdown: SkipOsShutdown,
    }),
    resource: ({ InstanceIds }) => resourceOf(InstanceIds),
  },
)

export const rebootInstances = ec2Operation<RebootInstancesRequest, void>(
  RebootInstances$,
  ({ InstanceIds = [] }, context) => {
    for (const instance of instancesNamed(context, InstanceIds))
      if (stateOf(instance, context.nowMs) !== 'running')
        throw new AwsFailure(
          'IncorrectState',
          `The instance '${instance.instanceId}' is not in the 'running' state`,
        )
  },
  {
    request: ({ InstanceIds }) => ({ instancesSet: setOf(InstanceIds, 'instanceId') }),
    resource: ({ InstanceIds }) => resourceOf(InstanceIds),
  },
)

/**
 * Changes all instances or, if one of them cannot be changed, none. `isNeeded` throws if the change
 * is impossible, and is false if the instance is already as it should be.
 */
function changeAll(
  context: CallContext,
  ids: readonly string[],
  change: Ec2Instance['change'],
  isNeeded: (instance: Ec2Instance, state: StateName) => boolean,
): InstanceStateChange[] {
  const { nowMs } = context
  const plans = instancesNamed(context, ids).map((instance) => {
    const before = stateOf(instance, nowMs)
    return { instance, before, isNeeded: isNeeded(instance, before) }
  })
  return plans.map(({ instance, before, isNeeded: changes }) => {
    if (changes) {
      instance.change = change
      instance.changedMs = nowMs
      if (change === 'started') instance.launchedMs = nowMs - (nowMs % SECOND)
      if (change === 'terminated') releaseVolumes(context, instance.instanceId)
    }
    return {
      InstanceId: instance.instanceId,
      CurrentState: describedState(stateOf(instance, nowMs)),
      PreviousState: describedState(before),
    }
  })
}

function incorrectState({ instanceId }: Ec2Instance, change: string): AwsFailure {
  return new AwsFailure(
    'IncorrectInstanceState',
    `The instance '${instanceId}' is not in a state from which it can be ${change}.`,
  )
}

function notPermitted({ instanceId }: Ec2Instance, change: string, attribute: string): AwsFailure {
  return new AwsFailure(
    'OperationNotPermitted',
    `The instance '${instanceId}' may not be ${change}. Modify its '${attribute}' instance attribute and try again.`,
  )
}

function releaseVolumes({ state }: CallContext, instanceId: string): void {
  for (const volume of Object.values(state.ec2.volumes)) {
    if (volume.attachment?.instanceId !== instanceId) continue
    if (volume.attachment.isDeletedOnTermination) {
      delete state.ec2.volumes[volume.volumeId]
      delete state.ec2.tags[volume.volumeId]
    } else volume.attachment = null
  }
}

function resourceOf(ids: readonly string[] | undefined): string {
  return `instance/${ids?.[0] ?? '*'}`
}
