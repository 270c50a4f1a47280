import { useScanner } from '../../testing/storeOf.ts'
import { describeStore } from '../contract/describeStore.ts'
import { openDuckDB } from './openDuckDB.ts'

useScanner()
describeStore('DuckDB with record text in segments', () => openDuckDB(null, 'test'), { share: 0.1 })
