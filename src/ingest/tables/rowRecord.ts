import { RECORD_PATHS } from '../../cloudtrail/recordPaths.ts'
import { membersOf, objectOf, quotedName } from '../shapes/jsonMembers.ts'

/** JSON, or members by their names. */
type Node = string | Map<string, Node>

/**
 * A record put together as text from values at paths, each of them JSON. Members come in the order
 * in which CloudTrail writes them, others behind them.
 */
export class RowRecord {
  readonly #members = new Map<string, Node>()

  /** Returns whether there was place for it: a path inside a text has none. */
  set(path: readonly string[], json: string): boolean {
    let members = this.#members
    for (const name of path.slice(0, -1)) {
      let inner = members.get(name)
      // A cell may have a whole object whose members have columns as well.
      if (typeof inner === 'string') {
        if (!inner.startsWith('{')) return false
        inner = new Map<string, Node>(membersOf(inner))
      }
      inner ??= new Map<string, Node>()
      members.set(name, inner)
      members = inner
    }
    const name = path.at(-1)!
    const known = members.get(name)
    if (typeof known === 'string') return known === json
    if (known) {
      if (!json.startsWith('{')) return false
      for (const [inner, value] of membersOf(json)) if (!known.has(inner)) known.set(inner, value)
      return true
    }
    members.set(name, json)
    return true
  }

  has(path: readonly string[]): boolean {
    let node: Node | undefined = this.#members
    for (const name of path) node = typeof node === 'object' ? node.get(name) : undefined
    return node !== undefined
  }

  get text(): string {
    const known: string[] = []
    let others = ''
    for (const [name, node] of this.#members) {
      const member = `${quotedName(name)}:${textOf(node)}`
      const place = PLACES.get(name)
      if (place === undefined) others += `,${member}`
      else known[place] = member
    }
    let text = ''
    for (const member of known) if (member !== undefined) text += `,${member}`
    return `{${(text + others).slice(1)}}`
  }
}

function textOf(node: Node): string {
  if (typeof node === 'string') return node
  // `items.0.instanceId`, `items.1.instanceId`: an array.
  if (node.has('0')) {
    const items = Array.from(node.keys(), (_, i) => node.get(String(i)))
    if (items.every((item) => item !== undefined)) return `[${items.map(textOf).join(',')}]`
  }
  return objectOf([...node].map(([name, inner]) => [name, textOf(inner)]))
}

/** Where members are in a record, in the order in which CloudTrail writes them. */
const PLACES: ReadonlyMap<string, number> = new Map(
  Array.from(RECORD_PATHS.keys())
    .filter((path) => !path.includes('.'))
    .map((name, place) => [name, place]),
)
