import type { Exercise } from './exercise.ts'

export const lookUp: Exercise = {
  id: 'look-up',
  title: 'Look up what you did',
  summary: 'The same events, as scripts get them: by LookupEvents.',
  steps: [
    {
      id: 'by-user',
      title: 'Look up your own events',
      description: 'LookupEvents takes one attribute at a time. It is recorded itself, as a read-only event.',
      service: 'cloudtrail',
      operation: 'LookupEvents',
      input: ({ actor }) => ({
        LookupAttributes: [{ AttributeKey: 'Username', AttributeValue: actor.recordedName }],
        MaxResults: 10,
      }),
    },
    {
      id: 'by-name',
      title: 'Look up who stopped instances',
      description: 'By event name, of all users.',
      service: 'cloudtrail',
      operation: 'LookupEvents',
      input: () => ({
        LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: 'StopInstances' }],
        MaxResults: 10,
      }),
    },
  ],
}
