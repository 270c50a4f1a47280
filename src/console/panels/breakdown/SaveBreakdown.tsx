import ButtonDropdown from '@cloudscape-design/components/button-dropdown'
import type { RefObject } from 'react'
import type { EventBreakdownResponse } from '../../../api/eventBreakdown.ts'
import { labelOf } from '../../../cloudtrail/fields.ts'
import type { Filter } from '../../../filter/filter.ts'
import { formatFilterText } from '../../../filter/text.ts'
import { announce } from '../../ui/announce.ts'
import { BarChart } from '../../ui/chart/BarChart.tsx'
import { drawOffPage } from '../../ui/chart/drawOffPage.tsx'
import { fileName, saveChart, type PictureFormat } from '../../ui/chart/saveChart.ts'
import { reasonOf } from '../../ui/failureText.ts'
import { spellOutInvisible } from '../../ui/invisibleCharacters.ts'
import { countOf, formatCount } from '../../ui/numbers.ts'
import { saveBytes } from '../../ui/saveBytes.ts'
import { breakdownCsv } from './breakdownCsv.ts'
import { groupName, groupsOf } from './groups.ts'
import { MatrixPicture } from './MatrixPicture.tsx'

export interface SaveBreakdownProps {
  /** Undefined while there are no numbers, or they are out of date. */
  readonly response: EventBreakdownResponse | undefined
  readonly filter: Filter
  readonly chart: RefObject<SVGSVGElement | null>
}

/** Saves what is shown, as a picture or as a table of its numbers. */
export function SaveBreakdown({ response, filter, chart }: SaveBreakdownProps) {
  const save = (format: string, shown: EventBreakdownResponse) => {
    const name = titleOf(shown)
    if (format === 'csv')
      return saveBytes(new TextEncoder().encode(breakdownCsv(shown)), `${fileName(name)}.csv`)
    const note = `${countOf(shown.count, 'event')} · ${spellOutInvisible(formatFilterText(filter)) || 'no filter'}`
    savePicture(shown, chart.current, (drawing) =>
      saveChart(drawing, name, format as PictureFormat, note),
    ).catch((error: unknown) => announce(reasonOf(error)))
  }
  return (
    <ButtonDropdown
      variant="primary"
      expandToViewport
      disabled={response === undefined || response.count === 0}
      items={[
        { id: 'png', text: 'Download as PNG', secondaryText: 'A picture' },
        { id: 'svg', text: 'Download as SVG', secondaryText: 'A picture that can be scaled' },
        { id: 'csv', text: 'Download as CSV', secondaryText: 'The numbers' },
      ]}
      onItemClick={({ detail }) => response && save(detail.id, response)}
    >
      Download breakdown
    </ButtonDropdown>
  )
}

/** `Events by User name and Event name` */
function titleOf({ by, and, buckets }: EventBreakdownResponse): string {
  const fields = [by, and].flatMap((each) => (each ? [labelOf(each.field)] : []))
  return `Events by ${spellOutInvisible(fields.join(' and '))}${buckets ? ' over time' : ''}`
}

const PICTURE_WIDTH = 900

/** The chart on the page, or a drawing of what the page shows as a table. */
function savePicture(
  { by, and, cells, ...response }: EventBreakdownResponse,
  chart: SVGSVGElement | null,
  task: (drawing: SVGSVGElement) => Promise<void>,
): Promise<void> {
  if (and && cells)
    return drawOffPage(
      <MatrixPicture response={{ by, ...response }} and={and} cells={cells} />,
      PICTURE_WIDTH,
      task,
    )
  if (chart) return task(chart)
  const bars = groupsOf(by).map(({ group, count }) => ({
    name: group.kind === 'others' ? `Others (${formatCount(group.distinct)})` : groupName(group),
    value: count,
    isRest: group.kind !== 'value',
  }))
  return drawOffPage(<BarChart label="" bars={bars} formatValue={formatCount} />, PICTURE_WIDTH, task)
}
