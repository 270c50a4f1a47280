import type { ReactNode } from 'react'
import { expect, test } from 'vitest'
import { render } from 'vitest-browser-react'
import { PartBoundary } from './PartBoundary.tsx'
import { ValueBoundary } from './ValueBoundary.tsx'

function Shout({ text }: { readonly text: string | null }) {
  return <p>{text!.toUpperCase()}</p>
}

const panels = (text: string | null) => (
  <main>
    <PartBoundary name="The histogram" resetKeys={[text]}>
      <Shout text={text} />
    </PartBoundary>
    <PartBoundary name="The list">
      <p>a row</p>
    </PartBoundary>
  </main>
)

/** Draws it, and keeps what React tells of errors that were caught. */
async function drawn(ui: ReactNode) {
  const caught: unknown[] = []
  const screen = await render(ui, { createRootOptions: { onCaughtError: (error) => caught.push(error) } })
  return { screen, caught }
}

test('a part that throws says that it is missing, why, and what to do; the rest stays', async () => {
  const { screen, caught } = await drawn(panels(null))
  const message = screen.getByRole('alert')
  await expect.element(message).toHaveTextContent('The histogram can’t be displayed.')
  await expect.element(message).toHaveTextContent('toUpperCase')
  await expect.element(message.getByRole('button', { name: 'Reload' })).toBeVisible()
  await expect.element(screen.getByText('a row')).toBeVisible()
  expect(caught).toEqual([expect.any(TypeError)])
})

test('what is copied for a report names the part, the address, the error and where it was drawn', async () => {
  const { screen } = await drawn(panels(null))
  await screen.getByRole('button', { name: 'Copy details' }).click()
  await expect.poll(() => navigator.clipboard.readText()).toContain('The histogram can’t be displayed.')
  const text = await navigator.clipboard.readText()
  expect(text).toContain(location.href)
  expect(text).toContain('TypeError')
  expect(text).toMatch(/Components:\s+at Shout/)
})

test('a part is drawn again when its data changes, and only then', async () => {
  const { screen } = await drawn(panels(null))
  await screen.rerender(panels(null))
  await expect.element(screen.getByRole('alert')).toBeVisible()
  await screen.rerender(panels('three'))
  await expect.element(screen.getByText('THREE')).toBeVisible()
  expect(screen.getByRole('alert').elements()).toEqual([])
})

test('data that cannot be drawn either leaves the message, with its own reason', async () => {
  const { screen, caught } = await drawn(panels(null))
  await screen.rerender(panels(7 as never))
  await expect.element(screen.getByRole('alert')).toHaveTextContent('is not a function')
  expect(caught).toHaveLength(2)
})

test('a value that throws is marked in its place, with the reason in its title', async () => {
  const { screen } = await drawn(
    <p>
      before{' '}
      <ValueBoundary of={null}>
        <Shout text={null} />
      </ValueBoundary>{' '}
      after
    </p>,
  )
  await expect.element(screen.getByText('before can’t be displayed after')).toBeVisible()
  await expect.element(screen.getByTitle(/^This value can’t be displayed: .*toUpperCase/)).toBeVisible()
})
