import { StoreError } from '../storeError.ts'

/** A database of a ClickHouse server. */
export interface ClickHouseAddress {
  /** Of its HTTP interface: `http://host:8123`. */
  readonly url: string
  readonly username: string
  readonly password: string
  readonly database: string
}

/**
 * The address that a user gives: `clickhouse://user@host:8123/database`, or `clickhouses://` for HTTPS. The password
 * is best given in the environment variable CLICKHOUSE_PASSWORD, as a command line can be read by others. Throws a
 * StoreError with a sentence.
 */
export function clickhouseAddress(
  text: string,
  environment: Readonly<Record<string, string | undefined>>,
): ClickHouseAddress {
  const wrong = (what: string) =>
    new StoreError(
      `--store ${withoutPassword(text)}: ${what}. Write it like clickhouse://user@host:8123/database, or clickhouses:// for HTTPS.`,
    )
  const parsed = /^clickhouses?:\/\//.test(text) ? URL.parse(text) : null
  if (parsed === null) throw wrong('this is not the address of a ClickHouse database')
  const { protocol, hostname, port, username, password, pathname, search, hash } = parsed
  const database = pathname.slice(1)
  if (hostname === '') throw wrong('it needs the name of a host')
  if (database === '') throw wrong('it needs the name of a database')
  if (!/^[A-Za-z_]\w*$/.test(database))
    throw wrong('the name of a database has letters, digits and underscores alone')
  if (search !== '' || hash !== '') throw wrong('it ends with the name of the database')
  const isSecure = protocol === 'clickhouses:'
  return {
    url: `${isSecure ? 'https' : 'http'}://${hostname}:${port || (isSecure ? '8443' : '8123')}`,
    username: decodeURIComponent(username) || 'default',
    password: decodeURIComponent(password) || environment['CLICKHOUSE_PASSWORD'] || '',
    database,
  }
}

/** An address without its password, for messages. */
function withoutPassword(text: string): string {
  return text.replace(/:[^:@/]*@/, '@')
}
