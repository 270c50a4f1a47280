import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { ALL_COMMANDS, COMMAND_GROUPS, commandOfKey } from './catalogue.ts'
import { keyName } from './keys.ts'

describe('the commands', () => {
  test('have a name, a group and a key each of their own', () => {
    const names = ALL_COMMANDS.map(({ name }) => name)
    const keys = ALL_COMMANDS.flatMap((command) => command.keys ?? [])
    expect(new Set(names).size).toBe(names.length)
    expect(new Set(keys).size).toBe(keys.length)
    expect(ALL_COMMANDS.filter(({ group }) => !COMMAND_GROUPS.includes(group))).toEqual([])
  })

  test('are found by their keys', () => {
    for (const { id, keys = [] } of ALL_COMMANDS) for (const key of keys) expect(commandOfKey(key)).toBe(id)
    expect(commandOfKey('toString')).toBeUndefined()
  })

  test('have every key of the page in the README', () => {
    const readme = readFileSync(new URL('../../../../README.md', import.meta.url), 'utf8')
    const keys = ALL_COMMANDS.flatMap((command) => command.keys ?? []).map(keyName)
    expect(keys.filter((key) => !readme.includes(`\`${key}\``))).toEqual([])
  })
})
