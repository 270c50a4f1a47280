import type { Connections } from './connections.ts'

/**
 * Whether a row of `logFiles` can be removed: it is known which other log files contain its events.
 */
export const IS_REMOVABLE =
  "(id > coalesce((SELECT value::INTEGER FROM notes WHERE notes.name = 'lastWithoutDuplicates'), -1))"

/** False for a log file of which it is not known which others contain its events. */
export async function isRemovable(connections: Connections, id: number): Promise<boolean> {
  const [found] = await connections.query(`SELECT ${IS_REMOVABLE} FROM logFiles WHERE id = ${id}`, [])
  return found?.[0] !== false
}
