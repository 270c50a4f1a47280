import { expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { KindMark } from './KindMark.tsx'

test('the mark says what the event is, and explains it in its tooltip', async () => {
  await render(<KindMark mark="correction" />)
  await expect
    .element(page.getByText('Correction'))
    .toHaveAttribute('title', 'A later record that corrects another event')
})
