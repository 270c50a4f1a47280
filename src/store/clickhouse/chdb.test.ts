import { afterAll, beforeAll, describe, test } from 'vitest'
import { noChdb, startChdb, type ServerUnderTest } from '../../testing/clickhouse/chdb.ts'
import { describeStore } from '../contract/describeStore.ts'
import { clickhouseAddress } from './address.ts'
import { openClickHouse } from './openClickHouse.ts'

let server: ServerUnderTest
let databases = 0

const open = () => openClickHouse(clickhouseAddress(`${server.address}/test_${databases++}`, {}))

if (noChdb) test.skip(`a ClickHouse database is a store: ${noChdb}`, () => {})
else
  describe('chdb', () => {
    beforeAll(async () => {
      server = await startChdb()
    }, 600_000)
    afterAll(() => server.stop())
    describeStore('a ClickHouse database is a store', open, { share: 0.1, writesParquet: false })
  })
