import type { Service } from '../../service.ts'
import {
  deleteDatabase,
  describeDatabases,
  rebootDatabase,
  startDatabase,
  stopDatabase,
} from './databases.ts'
import { createDatabase, modifyDatabase } from './databaseSettings.ts'
import { createSnapshot, deleteSnapshot, describeSnapshots } from './databaseSnapshots.ts'
import { addTags, listTags, removeTags } from './databaseTags.ts'

export const rds: Service = {
  name: 'rds',
  protocol: 'query',
  version: '2014-10-31',
  targets: [],
  operations: [
    startDatabase,
    stopDatabase,
    rebootDatabase,
    describeDatabases,
    createDatabase,
    modifyDatabase,
    deleteDatabase,
    createSnapshot,
    deleteSnapshot,
    describeSnapshots,
    listTags,
    addTags,
    removeTags,
  ],
}
