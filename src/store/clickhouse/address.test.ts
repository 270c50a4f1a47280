import { describe, expect, test } from 'vitest'
import { StoreError } from '../storeError.ts'
import { clickhouseAddress } from './address.ts'

describe('the address of a ClickHouse database', () => {
  test.each([
    ['clickhouse://db/trail', 'http://db:8123', 'default', ''],
    ['clickhouses://ana@db.example.com/trail', 'https://db.example.com:8443', 'ana', ''],
    ['clickhouse://ana:s%40cret@10.0.0.1:80/trail', 'http://10.0.0.1:80', 'ana', 's@cret'],
    ['clickhouse://[::1]:9000/trail', 'http://[::1]:9000', 'default', ''],
  ])('%s', (text, url, username, password) => {
    expect(clickhouseAddress(text, {})).toEqual({ url, username, password, database: 'trail' })
  })

  test('gets its password from the environment unless it has one', () => {
    const environment = { CLICKHOUSE_PASSWORD: 'secret' }
    expect(clickhouseAddress('clickhouse://ana@db/trail', environment).password).toBe('secret')
    expect(clickhouseAddress('clickhouse://ana:own@db/trail', environment).password).toBe('own')
  })

  test.each([
    ['http://db/trail', 'not the address of a ClickHouse database'],
    ['trail', 'not the address of a ClickHouse database'],
    ['clickhouse://db', 'needs the name of a database'],
    ['clickhouse:///trail', 'needs the name of a host'],
    ['clickhouse://db/a/b', 'letters, digits and underscores'],
    ['clickhouse://db/a;DROP', 'letters, digits and underscores'],
    ['clickhouse://db/trail?x=1', 'ends with the name of the database'],
    ['clickhouse://ana:secret@db:x/trail', 'not the address of a ClickHouse database'],
  ])('%s is rejected in a sentence without its password', (text, reason) => {
    const refused = () => clickhouseAddress(text, {})
    expect(refused).toThrow(StoreError)
    expect(refused).toThrow(reason)
    expect(refused).not.toThrow('secret')
  })
})
