import { keepPreviousData, useMutation, useQuery, type UseQueryResult } from '@tanstack/react-query'
import { createAlarms, listAlarms, type AlarmsResponse, type ListedAlarm } from '../../../api/alarms.ts'
import { makeCall } from './callAccount.ts'
import { queryClient } from './queryClient.ts'
import { RequestProblem, send } from './request.ts'

/** Alarms change by themselves. */
const LOOK_AGAIN_MS = 4000

/** The alarms of the simulated account. */
export function useAlarms(): UseQueryResult<AlarmsResponse> {
  return useQuery({
    queryKey: ['alarms'],
    queryFn: ({ signal }) => send(listAlarms, {}, signal),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => !(state.error instanceof RequestProblem) && LOOK_AGAIN_MS,
    refetchOnWindowFocus: 'always',
  })
}

export interface LogGroup {
  readonly name: string
  readonly region: string
}

/** Deletes an alarm, as the user learner. */
export async function deleteAlarm({ name, region }: ListedAlarm): Promise<void> {
  await makeCall({ region, service: 'monitoring', operation: 'DeleteAlarms', input: { AlarmNames: [name] } })
  await queryClient.invalidateQueries({ queryKey: ['alarms'] })
}

/** Creates the alarms of all presets for a log group, as a person or role of the account. */
export const useCreateAlarms = (as: string) =>
  useMutation({
    mutationFn: ({ name, region }: LogGroup) => send(createAlarms, { body: { as, logGroup: name, region } }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['alarms'] }),
  })
