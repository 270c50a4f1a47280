/** A function of the engine, as it describes it. */
export interface EngineFunction {
  readonly name: string
  readonly type: 'scalar' | 'aggregate' | 'macro'
  /** `CONSISTENT` if it has the same result for the same arguments, whenever it is called. Null for macros. */
  readonly stability: string | null
  /** Whether it is one of the engine's own, rather than one of athenaMacros.ts. */
  readonly isBuiltIn: boolean
}

/** The moment of a statement is the same throughout. */
const MOMENTS = new Set([
  'now',
  'today',
  'current_date',
  'get_current_time',
  'get_current_timestamp',
  'transaction_timestamp',
])

/** These tell about the server, or about the engine itself. */
const TELLING =
  /^(?:__internal|json_(?:de)?serialize|parse_duckdb|pg_|icu_)|^(?:current_setting|getvariable)$/

/** Macros that only compute; the others ask the engine about itself. */
const COMPUTING_MACROS =
  /^(?:list_|array_|map_|json|md5_|date_add$|days_in_month$|fdiv$|fmod$|geo|nullif$|round|split_part$|w(?:eighted_)?avg$)/

/** Whether statements may call it: if it only computes something from its arguments. */
export function isAllowed({ name, type, stability, isBuiltIn }: EngineFunction): boolean {
  if (!isBuiltIn || type === 'aggregate') return true
  if (type === 'macro') return COMPUTING_MACROS.test(name)
  return (stability === 'CONSISTENT' || MOMENTS.has(name)) && !TELLING.test(name)
}

/** What may stand in FROM like a table. */
export const TABLE_FUNCTIONS: ReadonlySet<string> = new Set([
  'unnest',
  'range',
  'generate_series',
  'json_each',
])

/** Functions of windows alone, which the engine does not list. */
export const WINDOW_FUNCTIONS: ReadonlySet<string> = new Set([
  'row_number',
  'rank',
  'dense_rank',
  'percent_rank',
  'cume_dist',
  'ntile',
  'lag',
  'lead',
  'first_value',
  'last_value',
  'nth_value',
])
