import { describeStore } from '../contract/describeStore.ts'
import { openDuckDB } from './openDuckDB.ts'

// As many cases as two cores check in their time.
describeStore('DuckDB in memory', () => openDuckDB(null, 'test'), { share: 0.2 })
