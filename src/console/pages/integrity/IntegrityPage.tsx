import SpaceBetween from '@cloudscape-design/components/space-between'
import type { Filter, TimeRange } from '../../../filter/filter.ts'
import { go } from '../../models/address/useView.ts'
import { HOME } from '../../models/address/view.ts'
import { usePreferences } from '../../models/preferences/usePreferences.ts'
import { useValidation } from '../../models/queries/useValidation.ts'
import { Coverage } from '../../panels/integrity/Coverage.tsx'
import { filterOf } from '../../panels/integrity/coverageCells.ts'
import { ValidatedFiles } from '../../panels/integrity/ValidatedFiles.tsx'
import { ValidationSummary } from '../../panels/integrity/ValidationSummary.tsx'
import type { PageOf } from '../../routes.ts'
import { useIsDark } from '../../shell/useTheme.ts'
import { PartBoundary } from '../../ui/PartBoundary.tsx'
import { ConsoleShell } from '../ConsoleShell.tsx'

type Integrity = PageOf<'integrity'>

const HOUR_MS = 3_600_000

/** Whether what is shown is all of it, and untouched: the validation, its files, and the coverage map. */
export function IntegrityPage({ page }: { readonly page: Integrity }) {
  const { section, verdict, contains, cell, timeRange } = page
  const zone = usePreferences((preferences) => preferences.zone)
  const isDark = useIsDark()
  const { data: validation, error } = useValidation()
  const change = (changed: Partial<Integrity>, how: 'push' | 'replace') => go({ ...page, ...changed }, how)
  const showEvents = (filter: Filter, at: string | null) => {
    // Back leads to the cell.
    change({ cell: at }, 'replace')
    go({ ...HOME, filter })
  }
  return (
    <ConsoleShell height="page">
      <SpaceBetween size="l">
        <PartBoundary name="The validation" resetKeys={[validation]}>
          <ValidationSummary validation={validation} error={error} zone={zone} />
        </PartBoundary>
        <PartBoundary name="The coverage map" resetKeys={[validation, timeRange]}>
          <Coverage
            doneAt={error && !validation ? null : validation?.doneAt}
            timeRange={timeRange}
            cell={cell}
            zone={zone}
            isDark={isDark}
            onTimeRange={(to: TimeRange) => change({ timeRange: to }, 'push')}
            onEvents={showEvents}
          />
        </PartBoundary>
        {validation && validation.doneAt !== null && (
          <PartBoundary name="The list of files" resetKeys={[validation, section]}>
            <ValidatedFiles
              validation={validation}
              listed={{ section, verdict, contains }}
              zone={zone}
              onList={(listed) => change(listed, 'replace')}
              onDigest={(name) => change({ section: 'digests', verdict: null, contains: name }, 'push')}
              onGap={({ accountId, region, startTime, endTime }) =>
                showEvents(
                  filterOf(
                    { accountId, region },
                    { startMs: Date.parse(startTime) - HOUR_MS, endMs: Date.parse(endTime) + HOUR_MS },
                  ),
                  cell,
                )
              }
            />
          </PartBoundary>
        )}
      </SpaceBetween>
    </ConsoleShell>
  )
}
