import type { ReactNode } from 'react'
import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { useKeptFocus } from './useKeptFocus.ts'

interface Shown {
  readonly suggestion?: boolean
  readonly search?: boolean
}

function Page({ suggestion = true, search = true }: Shown) {
  useKeptFocus()
  return (
    <div className="shell-content">
      <h1>Event history</h1>
      {suggestion && <a href="/?eventName=A">What changed?</a>}
      {search && (
        <div role="search">
          <input aria-label="Filter events" />
          {suggestion && <button type="button">Clear filters</button>}
        </div>
      )}
      <div role="grid" tabIndex={0} aria-label="Events">
        {suggestion && <button type="button">Star</button>}
      </div>
    </div>
  )
}

async function focusGoesTo(name: string, next: Shown) {
  const { rerender } = await render(<Page />)
  const target = page.getByRole(name === 'What changed?' ? 'link' : 'button', { name })
  target.element().focus()
  await rerender(<Page {...next} />)
  await expect.poll(() => document.activeElement).not.toBe(document.body)
  return document.activeElement?.getAttribute('aria-label')
}

test('when the focused element is removed, its part of the page is focused, or else the list', async () => {
  expect(await focusGoesTo('What changed?', { suggestion: false })).toBe('Events')
  expect(await focusGoesTo('Clear filters', { suggestion: false })).toBe('Filter events')
  expect(await focusGoesTo('Clear filters', { suggestion: false, search: false })).toBe('Events')
})

test('a focus that was moved or removed on purpose stays where it is', async () => {
  await render(<Page />)
  page.getByRole('link', { name: 'What changed?' }).element().focus()
  page.getByRole('link', { name: 'What changed?' }).element().blur()
  await userEvent.keyboard('{Shift}')
  expect(document.activeElement).toBe(document.body)
})

test('the next page gets the focus once it is there', async () => {
  function Console({ children }: { readonly children: ReactNode }) {
    useKeptFocus()
    return children
  }
  const { rerender } = await render(
    <Console>
      <div key="one" className="shell-content">
        <button type="button">Create trail</button>
      </div>
    </Console>,
  )
  page.getByRole('button').element().focus()
  await rerender(<Console>{null}</Console>)
  // Longer than a page that is there would take.
  await new Promise((frame) => setTimeout(frame, 50))
  await rerender(
    <Console>
      <div key="two" className="shell-content">
        <h1>Create trail</h1>
      </div>
    </Console>,
  )
  await expect.poll(() => document.activeElement?.tagName).toBe('H1')
})
