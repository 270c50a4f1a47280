import { LOG_TABLE_NAME } from '../cloudtrail/logTable.ts'
import { NOT_AVAILABLE } from './athenaMacros.ts'
import { TABLE_FUNCTIONS, WINDOW_FUNCTIONS } from './functions.ts'

/** What is wrong with a statement, and where: null if that is not known. */
export interface StatementProblem {
  readonly sentence: string
  readonly position: number | null
}

type Node = Readonly<Record<string, unknown>>

/** What may stand in FROM. */
const TABLE_KINDS = new Set([
  'BASE_TABLE',
  'TABLE_FUNCTION',
  'SUBQUERY',
  'JOIN',
  'EXPRESSION_LIST',
  'PIVOT',
  'SHOW_REF',
  'EMPTY',
])

/** Schemas in which the table may be named: Athena calls its database so. */
const SCHEMAS = new Set(['', 'default'])

/**
 * What is not allowed in a statement. `parsed` is what the engine's `json_serialize_sql` says of it, `functions` the names of
 * those that may be called. Macros are expanded later, so what they call is not seen here.
 */
export function checkStatement(parsed: object, functions: ReadonlySet<string>): StatementProblem | null {
  const { error, statements } = parsed as Node & { readonly statements: readonly Node[] }
  if (error === true) return parserProblem(parsed as Node)
  if (statements.length !== 1)
    return {
      sentence: statements.length === 0 ? 'There is no statement.' : 'Send one statement at a time.',
      position: null,
    }
  for (const problem of problemsIn(statements[0], new Set(), functions)) return problem
  return null
}

function parserProblem(parsed: Node): StatementProblem {
  const message = String(parsed['error_message'])
  const isOther = parsed['error_type'] === 'not implemented'
  return {
    sentence: isOther
      ? 'Only SELECT statements are possible: SQL reads the events and changes nothing.'
      : `${message[0]?.toUpperCase() ?? ''}${message.slice(1)}.`,
    position: parsed['position'] === undefined ? null : Number(parsed['position']),
  }
}

/** `tables`: the names that WITH clauses around this part have given. */
function* problemsIn(
  part: unknown,
  tables: ReadonlySet<string>,
  functions: ReadonlySet<string>,
): Generator<StatementProblem> {
  if (Array.isArray(part)) {
    for (const item of part) yield* problemsIn(item, tables, functions)
    return
  }
  if (typeof part !== 'object' || part === null) return
  const node = part as Node
  const { cte_map: named, ...others } = node
  const known = new Set(tables)
  for (const { key, value } of namedQueries(named)) {
    // A query can use the names before its own, and its own only if it is recursive.
    const isRecursive = value.query.node['type'] === 'RECURSIVE_CTE_NODE'
    yield* problemsIn(value, isRecursive ? new Set([...known, key]) : known, functions)
    known.add(key)
  }
  yield* problemOf(node, known, functions)
  // The function of a table function is checked with it.
  const inner = node['type'] === 'TABLE_FUNCTION' ? (node['function'] as Node)['children'] : others
  yield* problemsIn(Object.values(inner as Node), known, functions)
}

interface NamedQuery {
  readonly key: string
  readonly value: { readonly query: { readonly node: Node } }
}

function namedQueries(named: unknown): readonly NamedQuery[] {
  if (typeof named !== 'object' || named === null) return []
  const { map } = named as { readonly map: readonly NamedQuery[] }
  return map.map(({ key, value }) => ({ key: key.toLowerCase(), value }))
}

function* problemOf(
  node: Node,
  tables: ReadonlySet<string>,
  functions: ReadonlySet<string>,
): Generator<StatementProblem> {
  const isTable = 'sample' in node && 'alias' in node
  const sentence = isTable ? tableProblem(node, tables) : expressionProblem(node, functions)
  if (sentence !== null) yield { sentence, position: positionOf(node) }
}

function tableProblem(node: Node, tables: ReadonlySet<string>): string | null {
  const kind = String(node['type'])
  if (!TABLE_KINDS.has(kind)) return 'This form of FROM is not available.'
  if (kind === 'TABLE_FUNCTION') {
    const name = nameIn(node['function'] as Node, 'function_name')
    return TABLE_FUNCTIONS.has(name)
      ? null
      : `${name} cannot be used in FROM. There can be the table ${LOG_TABLE_NAME}, and ${[...TABLE_FUNCTIONS].join(', ')}.`
  }
  if (kind === 'SHOW_REF')
    return node['query'] !== null || nameIn(node, 'table_name') === '"tables"'
      ? null
      : `Of SHOW and DESCRIBE there are SHOW TABLES and DESCRIBE ${LOG_TABLE_NAME}.`
  if (kind !== 'BASE_TABLE') return null
  const [name, schema] = [nameIn(node, 'table_name'), nameIn(node, 'schema_name')]
  const isOurs = name === LOG_TABLE_NAME && SCHEMAS.has(schema) && nameIn(node, 'catalog_name') === ''
  if (isOurs || (schema === '' && tables.has(name))) return null
  return `There is no table ${[schema, String(node['table_name'])].filter(Boolean).join('.')}. The events are in ${LOG_TABLE_NAME}.`
}

function expressionProblem(node: Node, functions: ReadonlySet<string>): string | null {
  if (node['class'] === 'PARAMETER')
    return 'There are no parameters such as ? and $1. Write the value itself.'
  if (node['class'] !== 'FUNCTION' && node['class'] !== 'WINDOW') return null
  const name = nameIn(node, 'function_name')
  const isWindow = node['class'] === 'WINDOW' && WINDOW_FUNCTIONS.has(name)
  // The engine has some of the same name with another meaning.
  const instead = NOT_AVAILABLE.get(name)
  if (instead === undefined && (isWindow || name === 'unnest' || functions.has(name))) return null
  return `The function ${name} is not available.${sentenceAfter(instead)}`
}

const sentenceAfter = (sentence: string | undefined): string => (sentence === undefined ? '' : ` ${sentence}`)

function nameIn(node: Node, member: string): string {
  const name = node[member]
  return typeof name === 'string' ? name.toLowerCase() : ''
}

/** The engine has the greatest number of 64 bits where it knows no place. */
function positionOf(node: Node): number | null {
  const position = Number(node['query_location'])
  return Number.isSafeInteger(position) ? position : null
}
