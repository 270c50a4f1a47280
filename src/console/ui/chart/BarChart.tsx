import { useRef, useState, type MouseEventHandler, type ReactNode, type Ref } from 'react'
import { spellOutInvisible } from '../invisibleCharacters.ts'
import { useMeasured } from '../useMeasured.ts'
import { barLayout, type BarValue } from './barLayout.ts'
import { fitText } from './chartLegend.ts'
import { plainNumber } from './chartScale.ts'
import { measureText } from './measureText.ts'
import './chart.css'
import './BarChart.css'

export interface ChartBar extends BarValue {
  /** All that has no bar of its own: a number without a bar, which could dwarf the others. */
  readonly isRest?: boolean
  /** Where the bar leads, if anywhere. */
  readonly href?: string
  readonly onClick?: MouseEventHandler
}

export interface BarChartProps {
  /** What the values are, for screen readers: `Events by user name`. */
  readonly label: string
  readonly bars: readonly ChartBar[]
  readonly formatValue?: (value: number) => string
  /** The drawing, to be saved as a picture. */
  readonly ref?: Ref<SVGSVGElement>
}

const ROW = 26
const BAR = 16

/** Values by name, as horizontal bars with the value behind each. As wide as its parent. */
export function BarChart({ label, bars, formatValue = plainNumber, ref }: BarChartProps) {
  const frame = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(0)
  useMeasured(frame, (element) => setWidth(element.clientWidth))
  const measure = measureText('12px')
  const { left, lengthOf, zero, nameRoom } = barLayout(bars, width, formatValue, measure)
  return (
    <div ref={frame} className="chart">
      {width > 0 && (
        <svg
          ref={ref}
          className="chart__drawing"
          width={width}
          height={Math.max(1, bars.length) * ROW}
          role="list"
          aria-label={label}
        >
          {bars.map((bar, index) => {
            const name = spellOutInvisible(bar.name)
            const length = bar.isRest ? 0 : lengthOf(bar.value)
            const from = Math.min(zero, zero + length)
            return (
              <g
                key={index} // oxlint-disable-line react/no-array-index-key -- names may be equal
                role="listitem"
                transform={`translate(0 ${index * ROW})`}
              >
                <BarLink bar={bar} label={`${name}, ${formatValue(bar.value)}`}>
                  <title>{name}</title>
                  <rect className="chart__bar-ground" width={width} height={ROW} />
                  <text className="chart__name" x={0} y={ROW / 2 + 4}>
                    {fitText(name, nameRoom, measure)}
                  </text>
                  <rect
                    className="chart__bar"
                    x={left + from}
                    y={(ROW - BAR) / 2}
                    width={Math.abs(length)}
                    height={BAR}
                  />
                  <text className="chart__value" x={left + Math.max(zero, zero + length) + 6} y={ROW / 2 + 4}>
                    {formatValue(bar.value)}
                  </text>
                </BarLink>
              </g>
            )
          })}
        </svg>
      )}
    </div>
  )
}

interface BarLinkProps {
  readonly bar: ChartBar
  readonly label: string
  readonly children: ReactNode
}

function BarLink({ bar: { href, onClick }, label, children }: BarLinkProps) {
  if (href === undefined) {
    return (
      <g role="img" aria-label={label}>
        {children}
      </g>
    )
  }
  return (
    <a className="chart__bar-link" href={href} aria-label={label} onClick={onClick}>
      {children}
    </a>
  )
}
