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
    const keyed = ALL_COMMANDS.flatMap(({ id, keys = [] }) => keys.map((key) => ({ id, key })))
    expect(keyed.length).toBeGreaterThan(10)
    expect(keyed.filter(({ id, key }) => commandOfKey(key) !== id)).toEqual([])
    expect(commandOfKey('toString')).toBeUndefined()
  })

  test('are in the documentation with every key', () => {
    const page = readFileSync(new URL('../../../docs/keyboard.md', import.meta.url), 'utf8')
    const keys = ALL_COMMANDS.flatMap((command) => command.keys ?? []).map(keyName)
    expect(keys.length).toBeGreaterThan(10)
    expect(keys.filter((key) => !page.includes(`\`${key}\``))).toEqual([])
  })
})
