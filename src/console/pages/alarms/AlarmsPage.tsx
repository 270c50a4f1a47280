import Alert from '@cloudscape-design/components/alert'
import { useAlarms } from '../../models/queries/useAlarms.ts'
import { Alarms } from '../../panels/alarms/Alarms.tsx'
import { ConsoleShell } from '../ConsoleShell.tsx'

/** The alarms of the simulated account. */
export function AlarmsPage() {
  const { data, error } = useAlarms()
  return (
    <ConsoleShell height="page">
      {error && !data && (
        <Alert type="info" header="There is no account with alarms">
          {error.message}
        </Alert>
      )}
      {data && <Alarms data={data} />}
    </ConsoleShell>
  )
}
