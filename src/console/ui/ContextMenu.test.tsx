import { expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { ContextMenu, type MenuItem } from './ContextMenu.tsx'

const item = (label: string): MenuItem => ({ label, run: () => {} })
const FIRST = [item('Is'), item('Is not'), item('Copy value')]
const PLACE = { x: 10, y: 10, returnTo: null }

const menu = (items: readonly MenuItem[]) => (
  <ContextMenu label="Value" groups={[{ items }]} place={PLACE} onClose={() => {}} />
)
const focused = () => document.activeElement?.textContent

test('typing moves to the item that is meant, also when it comes only later', async () => {
  const { rerender } = await render(menu(FIRST))
  await userEvent.keyboard('cop')
  await expect.poll(focused).toBe('Copy value')
  await userEvent.keyboard('{Home}us')
  await rerender(menu([...FIRST, item('User')]))
  await expect.poll(focused).toBe('User')
})

test('items that come later leave the focus where the arrows have moved it', async () => {
  const { rerender } = await render(menu(FIRST))
  await userEvent.keyboard('cop{Home}{ArrowDown}')
  await expect.poll(focused).toBe('Is not')
  await rerender(menu([...FIRST, item('User')]))
  expect(focused()).toBe('Is not')
})
