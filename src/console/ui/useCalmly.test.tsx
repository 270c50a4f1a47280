import fc from 'fast-check'
import { memo, useState } from 'react'
import { expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { useCalmly } from './useCalmly.ts'

interface PartProps {
  readonly chosen: string
  readonly onChoose: (chosen: string) => void
}

/** What a key does depends on what the button was drawn with. */
const Part = memo(({ chosen, onChoose }: PartProps) =>
  ['a', 'b'].map((letter) => (
    <button key={letter} type="button" onKeyDown={() => onChoose(chosen + letter)}>
      {letter}
    </button>
  )),
)

function Page() {
  const [chosen, setChosen] = useState('')
  return (
    <>
      <output>{chosen}</output>
      <Part chosen={useCalmly(chosen)} onChoose={setChosen} />
    </>
  )
}

test('however quickly keys follow each other, each starts from what the one before has left', async () => {
  await render(<Page />)
  let before = ''
  const keys = fc.array(fc.record({ letter: fc.constantFrom('a', 'b'), waits: fc.boolean() }), {
    maxLength: 8,
  })
  await fc.assert(
    fc.asyncProperty(keys, async (some) => {
      for (const { letter, waits } of some) {
        const button = page.getByRole('button', { name: letter }).element()
        button.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }))
        before += letter
        // A person's keys are events of their own: React has drawn what is urgent in between.
        await Promise.resolve()
        if (waits) await new Promise((resolve) => requestAnimationFrame(resolve))
      }
      expect(page.getByRole('status').element().textContent).toBe(before)
    }),
    { numRuns: 20 },
  )
})
