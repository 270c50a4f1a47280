/** A value as ClickHouse's SQL writes it. */
export function literal(value: string | number): string {
  return typeof value === 'number' ? String(value) : `'${value.replaceAll(SPECIAL, (c) => ESCAPES[c]!)}'`
}

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', "'": "\\'", '\0': '\\0' }
const SPECIAL = /[\\'\0]/g

/**
 * A statement with its parameters put in for `$1`, `$2` and so on. Parameters do not go to the server by themselves:
 * they would be in the address of the request, which is shorter than a list of addresses or a text that is searched.
 */
export function withParams(sql: string, params: readonly (string | number)[]): string {
  return sql.replaceAll(/\$(\d+)/g, (_, number: string) => literal(params[Number(number) - 1]!))
}
