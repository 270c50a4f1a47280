import { DescribeInstanceAttribute$, ModifyInstanceAttribute$ } from '@aws-sdk/client-ec2'
import type {
  DescribeInstanceAttributeRequest,
  InstanceAttribute,
  ModifyInstanceAttributeRequest,
} from '@aws-sdk/client-ec2'
import type { CallContext } from '../../callContext.ts'
import { AwsFailure } from '../../failure.ts'
import type { Ec2Instance } from './ec2State.ts'
import { ec2Operation } from './ec2Operation.ts'
import { instanceNamed } from './instanceLookup.ts'
import { stateOf } from './instanceState.ts'
import { instanceType } from './instanceTypes.ts'
import { checkUserData } from './launchSettings.ts'
import { setOf } from './recordedInput.ts'
import { groupsNamed } from './securityGroups.ts'

/** What DescribeInstanceAttribute gives for each attribute. */
const ATTRIBUTES: Readonly<
  Record<string, (instance: Ec2Instance, context: CallContext) => InstanceAttribute>
> = {
  disableApiStop: ({ isProtectedFromStop: Value }) => ({ DisableApiStop: { Value } }),
  disableApiTermination: ({ isProtectedFromTermination: Value }) => ({ DisableApiTermination: { Value } }),
  ebsOptimized: () => ({ EbsOptimized: { Value: false } }),
  enaSupport: () => ({ EnaSupport: { Value: true } }),
  groupSet: ({ groupIds }, { state }) => ({
    Groups: groupIds.map((GroupId) => ({ GroupId, GroupName: state.ec2.groups[GroupId]?.groupName })),
  }),
  instanceInitiatedShutdownBehavior: ({ shutdownBehavior: Value }) => ({
    InstanceInitiatedShutdownBehavior: { Value },
  }),
  instanceType: ({ instanceType: Value }) => ({ InstanceType: { Value } }),
  productCodes: () => ({ ProductCodes: [] }),
  rootDeviceName: () => ({ RootDeviceName: { Value: '/dev/xvda' } }),
  sourceDestCheck: () => ({ SourceDestCheck: { Value: true } }),
  userData: ({ userData }) => ({ UserData: userData === null ? {} : { Value: userData } }),
}

export const describeInstanceAttribute = ec2Operation<DescribeInstanceAttributeRequest, InstanceAttribute>(
  DescribeInstanceAttribute$,
  ({ InstanceId = '', Attribute = '' as never }, context) => {
    const instance = instanceNamed(context, InstanceId)
    const attributeOf = Object.hasOwn(ATTRIBUTES, Attribute) ? ATTRIBUTES[Attribute] : undefined
    if (attributeOf === undefined)
      throw new AwsFailure(
        'InvalidParameterValue',
        `Value (${Attribute}) for parameter attribute is invalid. Unknown attribute.`,
      )
    return { InstanceId, ...attributeOf(instance, context) }
  },
  {
    request: ({ InstanceId, Attribute }) => ({ instanceId: InstanceId, attribute: Attribute }),
    resource: ({ InstanceId }) => `instance/${InstanceId}`,
  },
)

export const modifyInstanceAttribute = ec2Operation<ModifyInstanceAttributeRequest, void>(
  ModifyInstanceAttribute$,
  (input, context) => {
    const instance = instanceNamed(context, input.InstanceId ?? '')
    const change = changesIn(input)
    const needsStop = change.InstanceType?.Value !== undefined || change.UserData?.Value !== undefined
    if (needsStop && stateOf(instance, context.nowMs) !== 'stopped')
      throw new AwsFailure(
        'IncorrectInstanceState',
        `The instance '${instance.instanceId}' is not in the 'stopped' state.`,
      )
    const typeName = change.InstanceType?.Value
    if (typeName !== undefined) {
      if (instanceType(typeName) === null)
        throw new AwsFailure('InvalidParameterValue', `Invalid value '${typeName}' for InstanceType.`)
      instance.instanceType = typeName
    }
    const groups = groupsNamed(context, change.Groups ?? [])
    if (groups.length > 0) instance.groupIds = groups.map(({ groupId }) => groupId)
    instance.isProtectedFromStop = change.DisableApiStop?.Value ?? instance.isProtectedFromStop
    instance.isProtectedFromTermination =
      change.DisableApiTermination?.Value ?? instance.isProtectedFromTermination
    const behavior = change.InstanceInitiatedShutdownBehavior?.Value
    if (behavior === 'stop' || behavior === 'terminate') instance.shutdownBehavior = behavior
    if (change.UserData?.Value !== undefined) instance.userData = userDataOf(change.UserData.Value)
  },
  {
    request: (input) => ({
      instanceId: input.InstanceId,
      attribute: input.Attribute,
      value: input.Value,
      disableApiTermination: valueOf(input.DisableApiTermination),
      disableApiStop: valueOf(input.DisableApiStop),
      instanceType: valueOf(input.InstanceType),
      instanceInitiatedShutdownBehavior: valueOf(input.InstanceInitiatedShutdownBehavior),
      sourceDestCheck: valueOf(input.SourceDestCheck),
      groupSet: input.Groups && setOf(input.Groups, 'groupId'),
      userData: input.UserData && '<sensitiveDataRemoved>',
    }),
    resource: ({ InstanceId }) => `instance/${InstanceId}`,
  },
)

/** The member of the request that an attribute's name and value mean. */
const NAMED: Readonly<Record<string, (Value: string) => Partial<ModifyInstanceAttributeRequest>>> = {
  disableApiStop: (value) => ({ DisableApiStop: { Value: value === 'true' } }),
  disableApiTermination: (value) => ({ DisableApiTermination: { Value: value === 'true' } }),
  instanceInitiatedShutdownBehavior: (Value) => ({ InstanceInitiatedShutdownBehavior: { Value } }),
  instanceType: (Value) => ({ InstanceType: { Value } }),
}

/** A request may name an attribute and give its value, or use the attribute's own member. */
function changesIn(input: ModifyInstanceAttributeRequest): ModifyInstanceAttributeRequest {
  const { Attribute = '', Value } = input
  if (Value === undefined) return input
  const named = Object.hasOwn(NAMED, Attribute) ? NAMED[Attribute] : undefined
  if (named === undefined)
    throw new AwsFailure('UnsupportedOperation', `Changing '${Attribute}' is not simulated in this account.`)
  return { ...input, ...named(Value) }
}

function valueOf<T extends string | boolean>(attribute: { readonly Value?: T | undefined } | undefined) {
  return attribute === undefined ? undefined : { value: attribute.Value }
}

/** In Base64. */
function userDataOf(bytes: Uint8Array): string {
  checkUserData(bytes.length)
  return btoa(String.fromCharCode(...bytes))
}
