import { resourcesOf, type Exercise, type Scene } from './exercise.ts'

function database(scene: Scene, state: string, before: string): object | string {
  const databases = resourcesOf(scene, 'rds', 'DB instance').filter(({ id }) => id.includes('-staging-'))
  const found = databases.find((each) => each.state === state)
  if (found) return { DBInstanceIdentifier: found.id }
  const coming = databases.find((each) => each.state === before)
  if (coming) return `${coming.id} is ${before}. Wait a few seconds.`
  return `No staging DB instance is ${state}.`
}

export const stopDatabase: Exercise = {
  id: 'stop-database',
  title: 'Stop and start a DB instance',
  summary: 'RDS names the DB instance in requestParameters, and describes all of it in responseElements.',
  steps: [
    {
      id: 'stop',
      title: 'Stop the DB instance',
      description: 'Its event is StopDBInstance from rds.amazonaws.com.',
      service: 'rds',
      operation: 'StopDBInstance',
      input: (scene) => database(scene, 'available', 'starting'),
    },
    {
      id: 'start',
      title: 'Start it again',
      description: 'Stopping takes a while. Meanwhile RDS would answer InvalidDBInstanceState.',
      service: 'rds',
      operation: 'StartDBInstance',
      input: (scene) => database(scene, 'stopped', 'stopping'),
    },
  ],
}
