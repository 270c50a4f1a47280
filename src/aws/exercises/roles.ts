import { roleNamed } from '../../account/resources.ts'
import type { Actor } from './actors.ts'
import type { Exercise, Scene } from './exercise.ts'
import { instanceToStop } from './instances.ts'

const SESSION = 'hands-on'

const roleArn = (scene: Scene): string => roleNamed(scene.account, 'prod-operator').arn

/** The latest session of the role that the exercise began. */
function session(scene: Scene): Actor | null {
  const { name } = roleNamed(scene.account, 'prod-operator')
  return (
    scene.actors.findLast(
      ({ sessionOf, name: actor }) => sessionOf === name && actor === `${name}/${SESSION}`,
    ) ?? null
  )
}

const withSession =
  (input: (scene: Scene) => object | string) =>
  (scene: Scene): object | string =>
    session(scene) === null ? 'Nobody has assumed the role. Assume it first.' : input(scene)

export const assumeRole: Exercise = {
  id: 'assume-role',
  title: 'Assume a role and act with it',
  summary: 'Events of a role do not name the person. The event that issued its credentials does.',
  steps: [
    {
      id: 'who',
      title: 'Ask who you are',
      description: 'What everybody calls first with new credentials, and intruders with stolen ones.',
      service: 'sts',
      operation: 'GetCallerIdentity',
      input: () => ({}),
    },
    {
      id: 'assume',
      title: 'Assume the role',
      description: 'Its responseElements have the new access key’s ID, which begins with ASIA.',
      service: 'sts',
      operation: 'AssumeRole',
      input: (scene) => ({ RoleArn: roleArn(scene), RoleSessionName: SESSION }),
      made: ({ Credentials }: { readonly Credentials?: { readonly AccessKeyId?: string } }) => [
        Credentials?.AccessKeyId,
      ],
    },
    {
      id: 'who-as-role',
      title: 'Ask again, with the role',
      description:
        'Open its event: Identity chain leads from the session to the AssumeRole event, and so to the person behind it.',
      service: 'sts',
      operation: 'GetCallerIdentity',
      actor: session,
      input: withSession(() => ({})),
    },
    {
      id: 'stop-as-role',
      title: 'Stop an instance with the role',
      description: 'The event names the role and its session. Who it was is in the AssumeRole event.',
      service: 'ec2',
      operation: 'StopInstances',
      actor: session,
      input: withSession(instanceToStop),
    },
  ],
}
