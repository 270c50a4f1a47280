import { createRef, type Ref, useImperativeHandle } from 'react'
import { expect, test } from 'vitest'
import { render } from 'vitest-browser-react'
import { type ScaledScroller, useScaledScroller } from './useScaledScroller.ts'

const ROW_HEIGHT = 40
const WINDOW = 400
const TEN_MILLION = 10_000_000

interface ListProps {
  readonly count: number
  readonly rowHeight?: number
  readonly ref: Ref<ScaledScroller>
}

function List({ count, rowHeight = ROW_HEIGHT, ref }: ListProps) {
  const scroller = useScaledScroller({ count, rowHeight })
  useImperativeHandle(ref, () => scroller)
  const { first, end, pool, top, attach, spacerHeight } = scroller
  const rows = Array.from({ length: end - first }, (_, i) => first + i)
  return (
    <div ref={attach} role="list" style={{ height: WINDOW, overflow: 'auto' }}>
      <div style={{ height: spacerHeight, position: 'relative' }}>
        {rows.map((row) => (
          <div
            key={row % pool}
            role="listitem"
            style={{ position: 'absolute', top: top(row), height: rowHeight }}
          >
            {row}
          </div>
        ))}
      </div>
    </div>
  )
}

async function drawn(count: number) {
  const ref = createRef<ScaledScroller>()
  const screen = await render(<List count={count} ref={ref} />)
  const list = screen.getByRole('list').element() as HTMLElement
  /** The position of a row in the window, in pixels; undefined when it is not drawn. */
  const placeOf = (row: number) => {
    const item = [...list.querySelectorAll('[role=listitem]')].find(
      ({ textContent }) => textContent === String(row),
    )
    return item && item.getBoundingClientRect().top - list.getBoundingClientRect().top
  }
  return {
    list,
    placeOf,
    scroller: () => ref.current!,
    rerender: (props: Omit<ListProps, 'ref'>) => screen.rerender(<List {...props} ref={ref} />),
  }
}

/** Scrolls like a user, and waits until the browser has reported it. */
async function scrollTo(list: HTMLElement, top: number) {
  const told = new Promise((resolve) => list.addEventListener('scroll', resolve, { once: true }))
  list.scrollTop = top
  await told
}

test('the last of ten million rows is at the bottom of the window', async () => {
  const { list, placeOf } = await drawn(TEN_MILLION)
  expect(list.scrollHeight).toBeLessThan(TEN_MILLION * ROW_HEIGHT)
  await scrollTo(list, list.scrollHeight)
  expect(placeOf(TEN_MILLION - 1)).toBe(WINDOW - ROW_HEIGHT)
})

test('wherever it is, the wheel moves ten million rows pixel by pixel', async () => {
  const { list, placeOf, scroller } = await drawn(TEN_MILLION)
  await scrollTo(list, list.scrollHeight / 2)
  const row = scroller().firstSeen
  const before = placeOf(row)!
  await scrollTo(list, list.scrollTop + 100)
  expect(placeOf(row)).toBe(before - 100)
  await scrollTo(list, list.scrollTop - 100)
  expect(placeOf(row)).toBe(before)
})

test('every row can be brought into the window, and moves it no farther than needed', async () => {
  const { placeOf, scroller } = await drawn(TEN_MILLION)
  for (const row of [1, 4_999_999, 5_000_000, TEN_MILLION - 1, 17]) {
    scroller().reveal(row, 'start')
    await expect.poll(() => placeOf(row)).toBe(row === TEN_MILLION - 1 ? WINDOW - ROW_HEIGHT : 0)
  }
  scroller().reveal(18)
  scroller().reveal(17 + WINDOW / ROW_HEIGHT)
  await expect.poll(() => placeOf(17 + WINDOW / ROW_HEIGHT)).toBe(WINDOW - ROW_HEIGHT)
  scroller().reveal(2_000_000, 'center')
  await expect.poll(() => placeOf(2_000_000)).toBe((WINDOW - ROW_HEIGHT) / 2)
})

test('scrolling makes no element: the same ones show other rows', async () => {
  const { list, scroller } = await drawn(TEN_MILLION)
  const elements = () => [...list.querySelectorAll('[role=listitem]')]
  // With a row cut off at each end, the most rows are drawn.
  await scrollTo(list, 1510)
  const pool = elements()
  expect(pool).toHaveLength(scroller().pool)
  for (const top of [1530, 3010, 500_010, 501_530, 1510]) {
    await scrollTo(list, top)
    expect(elements()).toHaveLength(pool.length)
    expect(elements().filter((element) => !pool.includes(element))).toEqual([])
  }
})

test('rows that get higher leave the same row at the top', async () => {
  const { rerender, list, placeOf, scroller } = await drawn(TEN_MILLION)
  await scrollTo(list, 90_000)
  const row = scroller().firstSeen
  expect(placeOf(row)).toBe(0)
  await rerender({ count: TEN_MILLION, rowHeight: 2 * ROW_HEIGHT })
  await expect.poll(() => placeOf(row)).toBe(0)
})

test('a list that gets shorter than where it stood shows its last rows', async () => {
  const { rerender, list, placeOf } = await drawn(TEN_MILLION)
  await scrollTo(list, 90_000)
  await rerender({ count: 100 })
  await expect.poll(() => placeOf(99)).toBe(WINDOW - ROW_HEIGHT)
})
