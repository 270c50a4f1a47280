import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { useAnnouncement } from './announce.ts'
import { Notice, type NoticeProps } from './Notice.tsx'

const AGE_MS = 30_000

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  onTestFinished(() => void vi.useRealTimers())
})

const listOf = (props: NoticeProps) => (
  <>
    <p>Elsewhere</p>
    <ul>
      <Notice {...props} />
    </ul>
  </>
)

test('a harmless notice is dismissed after a while, but not while it has the focus', async () => {
  const onDismiss = vi.fn<() => void>()
  await render(listOf({ kind: 'success', fades: true, onDismiss, children: 'Loaded' }))
  await userEvent.hover(document.querySelector('p')!)
  await userEvent.tab()
  await expect.element(page.getByRole('button', { name: 'Dismiss' })).toHaveFocus()
  vi.advanceTimersByTime(AGE_MS)
  expect(onDismiss).not.toHaveBeenCalled()
  ;(document.activeElement as HTMLElement).blur()
  vi.advanceTimersByTime(AGE_MS)
  expect(onDismiss).toHaveBeenCalledOnce()
})

test('a notice that needs attention stays', async () => {
  const onDismiss = vi.fn<() => void>()
  await render(listOf({ kind: 'error', title: 'Failed', onDismiss }))
  expect(vi.getTimerCount()).toBe(0)
  await page.getByRole('button', { name: 'Dismiss' }).click()
  expect(onDismiss).toHaveBeenCalledOnce()
})

test('it is announced once, and again when it says that the matter has ended', async () => {
  const said: string[] = []
  onTestFinished(useAnnouncement.subscribe(({ text }) => text !== '' && said.push(text)))
  const { rerender } = await render(listOf({ kind: 'progress', children: '1 of 3 log files' }))
  await rerender(listOf({ kind: 'progress', children: '2 of 3 log files' }))
  await rerender(listOf({ kind: 'success', title: 'Loaded', children: '3 log files' }))
  expect(said).toEqual(['1 of 3 log files', expect.stringMatching(/^Loaded\s+3 log files$/)])
})
