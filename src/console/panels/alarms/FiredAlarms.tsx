import { create } from 'zustand'
import type { ListedAlarm } from '../../../api/alarms.ts'
import { PageLink } from '../../models/address/PageLink.tsx'
import { useAlarms } from '../../models/queries/useAlarms.ts'
import { Notice } from '../../ui/Notice.tsx'
import { spellOutInvisible } from '../../ui/invisibleCharacters.ts'
import { alarmEvents } from './alarmEvents.ts'

/** Notices that were dismissed, by the alarm and when it fired. */
const useDismissed = create<ReadonlySet<string>>()(() => new Set())

const keyOf = ({ name, region, since }: ListedAlarm) => `${region} ${name} ${since}`

const ALARMS = { kind: 'alarms' } as const

/** A notice on the alarms that fired since the page was opened. Earlier ones are counted in the navigation. */
export function FiredAlarms() {
  const dismissed = useDismissed()
  const fired = (useAlarms().data?.alarms ?? []).filter(
    (alarm) =>
      alarm.state === 'ALARM' &&
      Date.parse(alarm.since) > performance.timeOrigin &&
      !dismissed.has(keyOf(alarm)),
  )
  const [first] = fired
  if (first === undefined) return null
  const dismiss = () => useDismissed.setState(new Set([...dismissed, ...fired.map(keyOf)]), true)
  const [page, link] =
    fired.length === 1
      ? ([alarmEvents(first), 'Show its events'] as const)
      : ([ALARMS, 'Show alarms'] as const)
  return (
    <Notice
      kind="warning"
      title={fired.length === 1 ? `Alarm ${spellOutInvisible(first.name)}` : `${fired.length} alarms`}
      onDismiss={dismiss}
      actions={
        <PageLink to={page} onLeave={dismiss}>
          {link}
        </PageLink>
      }
    >
      {fired.map(({ name, description }) => spellOutInvisible(description ?? name)).join(' ')}
    </Notice>
  )
}
