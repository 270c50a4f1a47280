import { freeName, latestName, resourcesOf, type Exercise, type Scene } from './exercise.ts'

const BASE = 'learner-app'

const NO_USER = 'There is no user of yours. Create one first.'

const userNames = (scene: Scene): readonly string[] => resourcesOf(scene, 'iam', 'user').map(({ id }) => id)

const ownUser = (scene: Scene): string | null => latestName(BASE, userNames(scene))

export const createUser: Exercise = {
  id: 'create-user',
  title: 'Create a user and an access key',
  summary: 'How an intruder stays in an account, and what CloudTrail keeps secret.',
  steps: [
    {
      id: 'create',
      title: 'Create an IAM user',
      description: 'IAM is a global service. Its events are recorded in us-east-1.',
      service: 'iam',
      operation: 'CreateUser',
      input: (scene) => ({ UserName: freeName(BASE, userNames(scene)) }),
    },
    {
      id: 'create-key',
      title: 'Create an access key for the user',
      description: 'The event has the ID of the new key. The secret, which the CLI prints, is not recorded.',
      service: 'iam',
      operation: 'CreateAccessKey',
      input: (scene) => {
        const UserName = ownUser(scene)
        return UserName === null ? NO_USER : { UserName }
      },
      made: ({ AccessKey }: { readonly AccessKey?: { readonly AccessKeyId?: string } }) => [
        AccessKey?.AccessKeyId,
      ],
    },
    {
      id: 'delete-key',
      title: 'Delete the access key',
      description: 'Filter by the key’s ID to find everything that was done with it before.',
      service: 'iam',
      operation: 'DeleteAccessKey',
      input: (scene) => {
        const UserName = ownUser(scene)
        if (UserName === null) return NO_USER
        const key = Object.values(scene.state.iam.accessKeys).find(({ userName }) => userName === UserName)
        return key
          ? { UserName, AccessKeyId: key.accessKeyId }
          : `${UserName} has no access key. Create one first.`
      },
    },
    {
      id: 'delete',
      title: 'Delete the user',
      description: 'While the user has an access key, this fails with DeleteConflict.',
      service: 'iam',
      operation: 'DeleteUser',
      input: (scene) => {
        const UserName = ownUser(scene)
        return UserName === null ? NO_USER : { UserName }
      },
    },
  ],
}
