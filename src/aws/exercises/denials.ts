import { roleNamed } from '../../account/resources.ts'
import type { Actor } from './actors.ts'
import type { Exercise, Scene } from './exercise.ts'

/** The first who may only read. */
function reader({ account, actors }: Scene): Actor | null {
  const { name } = roleNamed(account, 'ReadOnlyAccess')
  return actors.find(({ roleName, sessionOf }) => roleName === name && sessionOf === null) ?? null
}

const trail = (scene: Scene): object | string =>
  reader(scene) === null
    ? 'Nobody in the account has the permission set ReadOnlyAccess.'
    : { Name: scene.account.resources.trail }

export const tryDenied: Exercise = {
  id: 'try-denied',
  title: 'Try something that is denied',
  summary: 'Denied calls are recorded with who tried what. Find them by Error code = AccessDenied.',
  steps: [
    {
      id: 'stop-logging',
      title: 'Try to stop the company’s trail',
      description:
        'Somebody who may only read tries it. The event has an error message, and no requestParameters.',
      service: 'cloudtrail',
      operation: 'StopLogging',
      actor: reader,
      input: trail,
    },
    {
      id: 'delete-trail',
      title: 'Try to delete it',
      description: 'Several denials of one user in a row are worth an alarm.',
      service: 'cloudtrail',
      operation: 'DeleteTrail',
      actor: reader,
      input: trail,
    },
  ],
}
