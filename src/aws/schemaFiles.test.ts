import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const AWS = new URL('./', import.meta.url)
const CLIENTS = new URL('../../node_modules/@aws-sdk/', AWS)

/** What the product imports of the SDK's clients, types apart. */
function imported(): [client: string, names: string[]][] {
  const names = new Map<string, Set<string>>()
  for (const file of readdirSync(AWS, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.ts') || /(\.test|ForTest)\.ts$/.test(file)) continue
    const text = readFileSync(new URL(file, AWS), 'utf8')
    for (const [, list = '', client = ''] of text.matchAll(
      /import \{([^}]*)\} from '@aws-sdk\/(client-[\w-]+)'/g,
    )) {
      const of = names.get(client) ?? new Set()
      names.set(client, of)
      for (const part of list.split(',')) {
        const name = part.trim().split(' as ')[0]!
        if (name !== '' && !name.startsWith('type ')) of.add(name)
      }
    }
  }
  return [...names].map(([client, of]) => [client, [...of]])
}

const CLIENTS_USED = imported()

it('there are clients whose schemas are used', () => {
  expect(CLIENTS_USED.map(([client]) => client)).toContain('client-cloudtrail')
})

// The SDK promises these only from its index, which the build does not include. After an update that
// moves them, change the alias in vite.config.ts.
it.each(CLIENTS_USED)(
  'the file that the build includes has all schemas that are used: %s',
  (client, names) => {
    const folder = new URL(`${client}/dist-es/schemas/`, CLIENTS)
    const text = readFileSync(new URL('schemas_0.js', folder), 'utf8')
    const exported = new Set(
      [...text.matchAll(/^export (?:var|const|let) ([\w$]+)/gm)].map(([, name]) => name),
    )
    expect(names.filter((name) => !exported.has(name))).toEqual([])
  },
)
