import { HOME_REGION } from '../../account/resources.ts'
import type { AccountResource } from './accountResources.ts'
import { resourcesOf, type Exercise, type Scene } from './exercise.ts'

/** The name of the instances that learners launch. */
const SANDBOX = 'learner-sandbox'

const ofHome = (scene: Scene): readonly AccountResource[] =>
  resourcesOf(scene, 'ec2', 'instance').filter(({ region }) => region === HOME_REGION)

const sandboxes = (scene: Scene): readonly AccountResource[] =>
  ofHome(scene).filter(({ name }) => name === SANDBOX)

/** The learner's own instances, then those that nobody misses for a while. */
const harmless = (scene: Scene): readonly AccountResource[] => [
  ...sandboxes(scene),
  ...ofHome(scene).filter(({ name }) => name?.includes('-staging-') === true),
]

/** The first that is in a state, or which one to wait for. */
function inState(
  instances: readonly AccountResource[],
  state: string,
  before: string,
  otherwise: string,
): object | string {
  const instance = instances.find((each) => each.state === state)
  if (instance) return { InstanceIds: [instance.id] }
  const coming = instances.find((each) => each.state === before)
  return coming ? `${coming.id} is ${before}. Wait a few seconds.` : otherwise
}

const NONE_RUNNING =
  'No instance that you may stop is running. Start one, or launch one in the next exercise.'

/** The input of StopInstances for an instance that nobody misses. */
export const instanceToStop = (scene: Scene): object | string =>
  inState(harmless(scene), 'running', 'pending', NONE_RUNNING)

export const stopInstance: Exercise = {
  id: 'stop-instance',
  title: 'Stop and start an EC2 instance',
  summary: 'The classic first search: who stopped this instance, when and from where?',
  steps: [
    {
      id: 'stop',
      title: 'Stop the instance',
      description:
        'The event’s responseElements have the previous and the current state: running, then stopping.',
      service: 'ec2',
      operation: 'StopInstances',
      input: instanceToStop,
    },
    {
      id: 'start',
      title: 'Start it again',
      description: 'A stopped instance keeps its ID, so both events have the same resource.',
      service: 'ec2',
      operation: 'StartInstances',
      input: (scene) =>
        inState(harmless(scene), 'stopped', 'stopping', 'No instance is stopped. Stop one first.'),
    },
  ],
}

export const terminateInstance: Exercise = {
  id: 'terminate-instance',
  title: 'Launch and terminate an EC2 instance',
  summary: 'A terminated instance is gone, but its events still say who terminated it.',
  steps: [
    {
      id: 'launch',
      title: 'Launch an instance',
      description: `A t3.micro named ${SANDBOX}. The ID of the new instance is in responseElements.`,
      service: 'ec2',
      operation: 'RunInstances',
      input: ({ account }) => ({
        ImageId: account.resources.images[0],
        InstanceType: 't3.micro',
        MinCount: 1,
        MaxCount: 1,
        SubnetId: account.resources.subnets[0],
        TagSpecifications: [{ ResourceType: 'instance', Tags: [{ Key: 'Name', Value: SANDBOX }] }],
      }),
      made: ({ Instances = [] }: { readonly Instances?: readonly { readonly InstanceId?: string }[] }) =>
        Instances.map(({ InstanceId }) => InstanceId),
    },
    {
      id: 'describe',
      title: 'List the instances',
      description:
        'A read-only event: CloudTrail records it, but the default filter of Event history leaves it out.',
      service: 'ec2',
      operation: 'DescribeInstances',
      input: () => ({}),
    },
    {
      id: 'terminate',
      title: 'Terminate the instance',
      description: 'Filter by the resource name, which is the instance’s ID, to see its whole life.',
      service: 'ec2',
      operation: 'TerminateInstances',
      input: (scene) => {
        const own = sandboxes(scene).find(({ state }) => state !== 'terminated' && state !== 'shutting-down')
        return own ? { InstanceIds: [own.id] } : `There is no instance named ${SANDBOX}. Launch one first.`
      },
    },
  ],
}
