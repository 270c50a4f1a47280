import { describeStore } from '../contract/describeStore.ts'
import { openDuckDB } from './openDuckDB.ts'

describeStore('DuckDB in memory', () => openDuckDB(null, 'test'))
