import type { FieldTextsSql } from './fieldSql.ts'
import type { GroupCount } from '../plan/breakdown.ts'
import { LIST_SEPARATOR, type SqlDialect } from './sqlDialect.ts'
import { bucketSql } from './bucketSql.ts'
import type { Statement } from './statement.ts'

/** A field whose values are counted. */
export interface CountedField {
  readonly texts: FieldTextsSql
  /** Whether a value may be so long that it is shown cut. */
  readonly mayBeLong: boolean
  /** The values that have a group of their own. */
  readonly values: readonly string[]
}

/**
 * Counts events by the groups of their values, and by time. The first step gives each matching
 * event its groups from its own columns; values that are in other tables are joined by ordinal.
 */
export async function groupCounts(
  statement: Statement,
  fields: readonly CountedField[],
  buckets: { readonly startMs: number; readonly widthMs: number } | null,
  { dialect, signal }: { readonly dialect: SqlDialect; readonly signal: AbortSignal | undefined },
): Promise<readonly GroupCount[]> {
  const grouped = fields.map((field, index) => groupedSql(field, index, statement, dialect))
  const bucket = buckets ? bucketSql(buckets, dialect) : 'NULL::INTEGER'
  const columns = [
    'e.ordinal AS ordinal',
    `${bucket} AS bucket`,
    ...grouped.flatMap(({ column }) => column ?? []),
  ]
  const names = fields.map((_, index) => groupName(index))
  const rows = (await statement.query(
    columns.join(', '),
    '',
    signal,
    (matched) => {
      const joins = grouped.map(({ join }) => join).join('')
      const groups = grouped.map(({ groups: sql }, index) => `${sql} AS ${groupName(index)}`)
      const all = `SELECT bucket, ${groups.join(', ')} FROM matched m ${joins}`
      return (
        `WITH matched AS (${matched}) SELECT bucket, count(*)::DOUBLE, ${names.join(', ')} ` +
        `FROM (${grouped.reduce(unnested, all)}) GROUP BY ALL`
      )
    },
    fields.some(({ texts }) => !texts.isNarrow && !texts.isColumn),
  )) as [number | null, number, ...number[]][]
  return rows.map(([at, count, ...groups]) => ({ groups, bucket: at, count }))

  /** One row for each group of an event, one field after another. */
  function unnested(from: string, { isList }: GroupedSql, index: number): string {
    if (!isList) return from
    const others = ['bucket', ...names.filter((name) => name !== groupName(index))]
    return `SELECT ${others.join(', ')}, ${dialect.unnest(groupName(index))} AS ${groupName(index)} FROM (${from})`
  }
}

const groupName = (index: number): string => `group${index}`

interface GroupedSql {
  /** What the first step selects for it. */
  readonly column: string | null
  readonly join: string
  /** The index of an event's group, or a list of them. */
  readonly groups: string
  readonly isList: boolean
}

function groupedSql(
  { texts, mayBeLong, values }: CountedField,
  index: number,
  statement: Statement,
  dialect: SqlDialect,
): GroupedSql {
  const numbered = statement.adopt(texts.params)
  const top = dialect.listParam(statement.param(values.join(LIST_SEPARATOR)))
  const field: NumberedField = {
    ...texts,
    joins: numbered(texts.joins),
    sql: numbered(texts.sql),
    name: groupName(index),
    dialect,
    others: values.length,
    none: values.length + 1,
    groupOf: (text) =>
      `coalesce(nullif(${dialect.positionIn(top, mayBeLong ? dialect.shown(text) : text)}, 0) - 1, ${values.length})`,
  }
  return field.joins === '' ? ofColumn(field) : ofTable(field)
}

interface NumberedField extends FieldTextsSql {
  readonly dialect: SqlDialect
  readonly name: string
  readonly others: number
  readonly none: number
  /** The group of a value: its own, or others. */
  readonly groupOf: (text: string) => string
}

/** Values in the event's own columns. */
function ofColumn(field: NumberedField): GroupedSql {
  const { sql, isList, name, none, groupOf, dialect } = field
  if (isList) {
    const column = `${dialect.distinctItems(groupsOfItems(field))} AS ${name}`
    return { column, join: '', groups: groupsOfEvent(name, field), isList: true }
  }
  const column = `CASE WHEN ${sql} <> '' THEN ${groupOf(sql)} ELSE ${none} END AS ${name}`
  return { column, join: '', groups: name, isList: false }
}

/** Values in other tables. */
function ofTable(field: NumberedField): GroupedSql {
  const { joins, sql, isList, isSingle, isNarrow, name, none, groupOf, dialect } = field
  const within = isNarrow
    ? `matched e ${joins}WHERE true`
    : `events e ${joins}WHERE e.ordinal IN (SELECT ordinal FROM matched)`
  const rows = isList
    ? `SELECT e.ordinal AS ordinal, ${dialect.unnest(groupsOfItems(field))} AS found FROM ${within}`
    : `SELECT e.ordinal AS ordinal, ${groupOf(sql)} AS found FROM ${within} AND ${sql} <> ''`
  const join = (table: string) => `LEFT JOIN (${table}) ${name} ON ${name}.ordinal = m.ordinal `
  if (isSingle && !isList)
    return { column: null, join: join(rows), groups: `coalesce(${name}.found, ${none})`, isList: false }
  return {
    column: null,
    join: join(`SELECT ordinal, ${dialect.distinctList('found')} AS found FROM (${rows}) GROUP BY ordinal`),
    groups: groupsOfEvent(`${name}.found`, field),
    isList: true,
  }
}

/** The group of each item of a list that is not empty. */
const groupsOfItems = ({ sql, groupOf, dialect }: NumberedField): string =>
  dialect.mapItems(
    dialect.itemsWhere(sql, (item) => `${item} <> ''`),
    groupOf,
  )

/** The groups in which an event counts, from those of its values: in others only if it has no other. */
function groupsOfEvent(found: string, { others, none, dialect }: NumberedField): string {
  const own = dialect.itemsWhere(found, (group) => `${group} < ${others}`)
  return (
    `CASE WHEN coalesce(length(${found}), 0) = 0 THEN [${none}] ` +
    `WHEN length(${own}) = 0 THEN [${others}] ELSE ${own} END`
  )
}
