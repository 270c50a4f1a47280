import { resourcesOf, type Exercise } from './exercise.ts'

export const readFunction: Exercise = {
  id: 'read-function',
  title: 'List Lambda functions and read the code of one',
  summary: 'What an intruder does to find secrets in code. Both calls are read-only.',
  steps: [
    {
      id: 'list',
      title: 'List the functions',
      description: 'Lambda adds the date of its API to the event’s name: ListFunctions20150331.',
      service: 'lambda',
      operation: 'ListFunctions',
      input: () => ({}),
    },
    {
      id: 'get',
      title: 'Get a function with its code',
      description:
        'The answer has a link to the code, which anyone who has it can follow for ten minutes. Its event is GetFunction20150331v2.',
      service: 'lambda',
      operation: 'GetFunction',
      input: (scene) => {
        const [first] = resourcesOf(scene, 'lambda', 'function')
        return first ? { FunctionName: first.id } : 'There is no function.'
      },
    },
  ],
}
