import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { ContextMenu, type MenuItem } from './ContextMenu.tsx'

const item = (label: string): MenuItem => ({ label, run: () => {} })
const FIRST = [item('Is'), item('Is not'), item('Copy value')]
const PLACE = { x: 10, y: 10, returnTo: null }

const menu = (items: readonly MenuItem[]) => (
  <ContextMenu label="Value" groups={[{ items }]} place={PLACE} onClose={() => {}} />
)
const focused = () => document.activeElement?.textContent

test('typing moves to the matching item, even one that arrives later', async () => {
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

describe('a menu at the foot of the window, for whose items there is no room below', () => {
  const MORE = [...FIRST, ...['User', 'Session', 'Role'].map(item)]
  const atFoot = async () => {
    vi.useFakeTimers({ toFake: ['performance'] })
    onTestFinished(() => void vi.useRealTimers())
    const place = { x: 10, y: innerHeight - 20, returnTo: null }
    const menuOf = (items: readonly MenuItem[]) => (
      <ContextMenu label="Value" groups={[{ items }]} place={place} onClose={() => {}} />
    )
    const { rerender } = await render(menuOf(FIRST))
    const is = page.getByRole('menuitem', { name: 'Is', exact: true }).element()
    return {
      is,
      topOf: (element: Element) => element.getBoundingClientRect().top,
      moreCome: () => rerender(menuOf(MORE)),
    }
  }

  test('moves up when more items come right after it opened', async () => {
    const { is, topOf, moreCome } = await atFoot()
    const before = topOf(is)
    await moreCome()
    expect(topOf(is)).toBeLessThan(before)
  })

  test('stays once an item is pressed, or the release would miss it', async () => {
    const { is, topOf, moreCome } = await atFoot()
    const before = topOf(is)
    is.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }))
    await moreCome()
    expect(page.getByRole('menuitem').elements()).toHaveLength(MORE.length)
    expect(page.getByRole('menuitem', { name: 'Is', exact: true }).element()).toBe(is)
    expect(topOf(is)).toBe(before)
  })
})
