import { LOG_TABLE_NAME } from '../../../cloudtrail/logTable.ts'

/** In the editor at first: what happened most. */
export const EXAMPLE = `SELECT eventname, count(*) AS events
FROM ${LOG_TABLE_NAME}
GROUP BY eventname
ORDER BY events DESC
LIMIT 20`
