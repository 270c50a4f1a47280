import { expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { isProblem } from '../../../models/record/jsonDocument.ts'
import { openedRecord } from '../../../models/record/openedRecord.ts'
import { PrintedRecord } from './PrintedRecord.tsx'

test('the record is drawn whole while it is printed, and only then', async () => {
  const names = Array.from({ length: 400 }, (_, at) => `name-${at}`)
  const { document } = openedRecord(JSON.stringify({ names }))
  if (isProblem(document)) throw new Error(document.reason)
  const { container } = await render(<PrintedRecord document={document} masked={new Set()} />)
  expect(container.textContent).toBe('')
  dispatchEvent(new Event('beforeprint'))
  for (const name of names) expect(container.textContent).toContain(`"${name}"`)
  dispatchEvent(new Event('afterprint'))
  await expect.poll(() => container.textContent).toBe('')
  await expect.element(page.getByText('name-399')).not.toBeInTheDocument()
})
