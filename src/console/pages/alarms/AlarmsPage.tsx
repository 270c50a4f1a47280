import Alert from '@cloudscape-design/components/alert'
import Header from '@cloudscape-design/components/header'
import { useAlarms } from '../../models/queries/useAlarms.ts'
import { Alarms } from '../../panels/alarms/Alarms.tsx'
import { ConsoleShell } from '../ConsoleShell.tsx'

/** The alarms of the simulated account. */
export function AlarmsPage() {
  const { data, error } = useAlarms()
  return (
    <ConsoleShell height="page">
      <Header
        variant="h1"
        description="CloudWatch counts the events that a trail delivers to a log group, and an alarm fires when there are too many."
      >
        Alarms
      </Header>
      {error && !data && (
        <Alert type="info" header="There is no account with alarms">
          {error.message}
        </Alert>
      )}
      {data && <Alarms data={data} />}
    </ConsoleShell>
  )
}
