import { LEAF_SEPARATOR } from '../../cloudtrail/recordShape.ts'
import { SHOWN_CHARACTERS } from '../../filter/shown.ts'
import { EVENT_COLUMNS, type ColumnType } from '../eventColumns.ts'

/** The SQL type of a column. */
export const COLUMN_TYPES: Readonly<Record<ColumnType, string>> = {
  text: 'VARCHAR',
  texts: 'VARCHAR[]',
  boolean: 'BOOLEAN',
  count: 'INTEGER',
  hash: 'UINTEGER',
  timeMs: 'BIGINT',
}

/**
 * The tables of the newest version; migrations.ts turns older ones into these. For a log file
 * `path` is its URI, `mtimeMs` its `modifiedMs`, and `finished` whether nothing more of it will come. `duplicates` has the further log files that
 * contain an event: `events.logFile` is the one that it was added from. `segments` says which rows' leaves are in which
 * segment, at which position of the file that has them: `firstRow` is the row of the first ordinal, `shapes` has the
 * number of each of its shapes. Those leaves are null in `events`. `main` is the store's own catalogue: see
 * openDuckDB.
 */
export const TABLES = `
  CREATE TABLE notes (name VARCHAR PRIMARY KEY, value VARCHAR);
  CREATE TABLE shapes (id INTEGER, text VARCHAR);
  CREATE TABLE slots (path VARCHAR, shape INTEGER, slots INTEGER[]);
  CREATE TABLE events (
    ordinal BIGINT,
    ${EVENT_COLUMNS.map(({ name, type }) => `${name} ${COLUMN_TYPES[type]}`).join(', ')},
    logFile INTEGER,
    shape INTEGER,
    leaves VARCHAR USING COMPRESSION zstd,
    readings VARCHAR USING COMPRESSION zstd
  );
  CREATE TABLE segments (
    firstOrdinal BIGINT, lastOrdinal BIGINT, firstRow INTEGER, shapes INTEGER[], position BIGINT, bytes BIGINT, checksum UINTEGER
  );
  CREATE TABLE logFiles (
    id INTEGER, name VARCHAR, path VARCHAR, size BIGINT, mtimeMs DOUBLE,
    records BIGINT, added BIGINT, duplicates BIGINT, finished BOOLEAN,
    sha256 VARCHAR, outcome VARCHAR, salvaged BIGINT, leftOut BIGINT, conflicts BIGINT
  );
  CREATE TABLE duplicates (logFile INTEGER, ordinal BIGINT);
  CREATE TABLE problems (id INTEGER, logFile VARCHAR, position VARCHAR, reason VARCHAR, file INTEGER);
`

const SEPARATOR_CODE = LEAF_SEPARATOR.charCodeAt(0)

/** Functions that dialect.ts uses and DuckDB lacks. */
export const MACROS = `
  CREATE OR REPLACE TEMP MACRO fold(x) AS lower(x);
  CREATE OR REPLACE TEMP MACRO shown(x) AS
    CASE WHEN length(x) > ${SHOWN_CHARACTERS} THEN left(x, ${SHOWN_CHARACTERS}) || '…' ELSE x END;
  CREATE OR REPLACE TEMP MACRO time_text(ms) AS
    CASE WHEN ms % 1000 = 0 THEN strftime(make_timestamp_ms(ms), '%Y-%m-%dT%H:%M:%SZ')
      ELSE strftime(make_timestamp_ms(ms), '%Y-%m-%dT%H:%M:%S.%gZ') END;
  CREATE OR REPLACE TEMP MACRO has_space(x) AS
    contains(x, ' ') OR contains(x, chr(10)) OR contains(x, chr(13)) OR contains(x, chr(9));
  CREATE OR REPLACE TEMP MACRO compact_json(json) AS
    regexp_replace(json, '("[^"\\\\]*(?:\\\\.[^"\\\\]*)*")|[ \\t\\n\\r]+', '\\1', 'g');
  CREATE OR REPLACE TEMP MACRO all_leaves(leaves, ordinal) AS coalesce(leaves, segment_leaves(ordinal::INTEGER));
  CREATE OR REPLACE TEMP MACRO decode_leaf(x) AS
    CASE WHEN contains(x, '\\') AND NOT regexp_matches(x, '(?i)\\\\u(0000|001[c-f])')
      THEN coalesce(try(json_extract_string('"' || x || '"', '$')), x) ELSE x END;
  CREATE OR REPLACE TEMP MACRO leaf_texts(leaves, slots) AS
    list_filter(
      list_transform(list_select(string_split(leaves, chr(${SEPARATOR_CODE})), slots), x -> decode_leaf(x)),
      x -> x <> ''
    );
`
