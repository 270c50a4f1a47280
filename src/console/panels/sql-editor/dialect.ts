import { SQLDialect } from '@codemirror/lang-sql'
import { DOCUMENTED_FUNCTIONS } from '../../../sql/documentedFunctions.ts'

/** In the order in which a statement has them; those that begin a clause, or join two. */
export const KEYWORDS: readonly string[] = [
  'SELECT',
  'DISTINCT',
  'FROM',
  'WHERE',
  'GROUP BY',
  'HAVING',
  'ORDER BY',
  'LIMIT',
  'WITH',
  'AND',
  'OR',
  'NOT',
  'IN',
  'LIKE',
  'BETWEEN',
  'IS NULL',
  'IS NOT NULL',
  'IS DISTINCT FROM',
  'EXISTS',
  'CASE',
  'WHEN',
  'THEN',
  'ELSE',
  'END',
  'AS',
  'ASC',
  'DESC',
  'NULLS FIRST',
  'NULLS LAST',
  'CROSS JOIN UNNEST',
  'JOIN',
  'LEFT JOIN',
  'ON',
  'UNION ALL',
  'OVER',
  'PARTITION BY',
  'FILTER',
  'INTERVAL',
  'CAST',
  'TRY_CAST',
  'ARRAY',
  'ROW',
  'TRUE',
  'FALSE',
  'NULL',
  'CURRENT_TIMESTAMP',
  'CURRENT_DATE',
]

const MORE_KEYWORDS =
  'outer inner right full using intersect except all window rows range preceding following'
const TYPES =
  'varchar bigint integer smallint tinyint double real decimal boolean date time timestamp zone json map ipaddress'

/** SQL as Athena has it (Trino), as far as colours and brackets are concerned. */
export const athenaDialect = SQLDialect.define({
  keywords: `${KEYWORDS.join(' ')} ${MORE_KEYWORDS}`.toLowerCase(),
  types: TYPES,
  builtin: DOCUMENTED_FUNCTIONS.map(({ name }) => name).join(' '),
  operatorChars: '*+-%<>!=&|^/',
  caseInsensitiveIdentifiers: true,
})
