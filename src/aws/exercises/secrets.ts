import { resourcesOf, type Exercise } from './exercise.ts'

export const readSecret: Exercise = {
  id: 'read-secret',
  title: 'Read a secret',
  summary: 'CloudTrail records who read which secret, never the secret itself.',
  steps: [
    {
      id: 'list',
      title: 'List the secrets',
      description: 'Only names and dates. It is read-only, as the next step is.',
      service: 'secretsmanager',
      operation: 'ListSecrets',
      input: () => ({}),
    },
    {
      id: 'get',
      title: 'Get the value of one',
      description:
        'requestParameters have the secret’s ID. responseElements are empty, since the value is secret.',
      service: 'secretsmanager',
      operation: 'GetSecretValue',
      input: (scene) => {
        const [first] = resourcesOf(scene, 'secretsmanager', 'secret')
        return first ? { SecretId: first.id } : 'There is no secret.'
      },
    },
  ],
}
