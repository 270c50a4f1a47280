import type { CallContext } from '../../callContext.ts'
import { AwsFailure } from '../../failure.ts'
import type { Ec2Instance } from './ec2State.ts'
import { doNotExist, withIds } from './identifiers.ts'
import { stillExists } from './instanceState.ts'

/** Those of the call's Region, with those that were terminated within the last hour. */
export function instancesHere({ state, region, nowMs }: CallContext): readonly Ec2Instance[] {
  return Object.values(state.ec2.instances).filter(
    (instance) => instance.region === region && stillExists(instance, nowMs),
  )
}

export function instancesNamed(context: CallContext, ids: readonly string[]): readonly Ec2Instance[] {
  const here = Object.fromEntries(instancesHere(context).map((instance) => [instance.instanceId, instance]))
  return withIds(here, ids, 'i', context.region, {
    malformed: (id) => new AwsFailure('InvalidInstanceID.Malformed', `The instance ID '${id}' is malformed`),
    missing: (missing) =>
      new AwsFailure(
        'InvalidInstanceID.NotFound',
        `The instance ID${missing.length === 1 ? '' : 's'} ${doNotExist(missing)}`,
      ),
  })
}

export function instanceNamed(context: CallContext, id: string): Ec2Instance {
  return instancesNamed(context, [id])[0]!
}
