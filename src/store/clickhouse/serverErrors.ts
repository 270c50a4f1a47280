import { QueryMemoryError } from '../eventStore.ts'
import { StoreError, StoreUnavailable } from '../storeError.ts'

/** A statement took longer than it may: see the setting max_execution_time. */
export class ServerTimeout extends Error {}

/** Codes of ClickHouse's errors. */
const TIMEOUT_EXCEEDED = '159'
const MEMORY_LIMIT_EXCEEDED = '241'
const TOO_MANY_SIMULTANEOUS_QUERIES = '202'
const UNKNOWN_DATABASE = '81'
const NOT_IMPLEMENTED = '48'
const TABLE_ALREADY_EXISTS = '57'
const NETWORK_ERRORS = ['209', '210', '279']
const REFUSED_USERS = ['192', '193', '194', '516']
const REFUSED_RIGHTS = ['497', '164']
const FULL_DISK = ['243']

/** The code of the server's error, or of the connection's. The client knows only how newer servers write theirs. */
function codeOf(error: unknown): string | undefined {
  const { code, message } = error as { readonly code?: string; readonly message?: string }
  return code ?? /^Code: (\d+)/.exec(message ?? '')?.[1]
}

/** The table that was to be made exists. */
export function isAlreadyThere(error: unknown): boolean {
  return codeOf(error) === TABLE_ALREADY_EXISTS
}

/** The engine of the table does not do that: one that is on several nodes deletes and changes no rows. */
export function isNotPossible(error: unknown): boolean {
  return codeOf(error) === NOT_IMPLEMENTED
}

/** The error to report for one of the client. `server`: its address. */
export function errorOf(error: unknown, server: string): unknown {
  if (error instanceof StoreError) return error
  const code = codeOf(error)
  if (code === undefined) return error
  if (code === TIMEOUT_EXCEEDED) return new ServerTimeout((error as Error).message)
  if (code === MEMORY_LIMIT_EXCEEDED) return new QueryMemoryError()
  const why = whyNot(code)
  return why === null ? error : new StoreUnavailable(`The ClickHouse server ${server}`, why, { cause: error })
}

function whyNot(code: string): string | null {
  if (code === 'ECONNREFUSED' || code === 'ETIMEDOUT' || code === 'EHOSTUNREACH')
    return 'does not answer. Check that it runs and that its HTTP port can be reached from here'
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return 'is not known by this name. Check the name in --store'
  if (code === 'ECONNRESET' || code === 'EPIPE')
    return 'closed the connection. Data that was stored before is safe. Try again'
  if (NETWORK_ERRORS.includes(code))
    return 'does not reach another node of its cluster. Check that all nodes run, and try again. Data that was stored before is safe'
  if (code === TOO_MANY_SIMULTANEOUS_QUERIES)
    return 'is busy with other queries. Data that was stored before is safe. Try again'
  if (REFUSED_USERS.includes(code))
    return 'refuses this user. Check the user in --store and the password in CLICKHOUSE_PASSWORD'
  if (REFUSED_RIGHTS.includes(code))
    return 'does not let this user do that. It needs the rights to read, insert, and create tables in the database'
  if (code === UNKNOWN_DATABASE)
    return 'does not have this database, and this user may not create it. Create it, or use another name in --store'
  if (FULL_DISK.includes(code))
    return 'has no space left. Data that was stored before is safe. Free some space and try again'
  return null
}

/** The reason why something was not written, to follow a colon, without a full stop. It names no address. */
export function whyNotWritten(error: unknown): unknown {
  return error instanceof StoreUnavailable
    ? new StoreError(`the ClickHouse server ${error.why}`, { cause: error })
    : error
}
