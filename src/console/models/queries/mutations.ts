import { queryClient } from './queryClient.ts'

/** Options of mutations whose outcome is shown until it is dismissed. */
export const UNTIL_DISMISSED = { networkMode: 'always', gcTime: Infinity } as const

/** Stops showing a mutation's outcome. A mutation that is still running continues. */
export function dismissMutation(id: number): void {
  const mutations = queryClient.getMutationCache()
  const mutation = mutations.find({ predicate: ({ mutationId }) => mutationId === id })
  if (mutation) mutations.remove(mutation)
}
