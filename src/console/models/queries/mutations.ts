import { queryClient } from './queryClient.ts'

/** Of mutations whose outcome is shown until it is dismissed. */
export const UNTIL_DISMISSED = { networkMode: 'always', gcTime: Infinity } as const

/** Its outcome is not shown any longer. One that is under way goes on. */
export function dismissMutation(id: number): void {
  const mutations = queryClient.getMutationCache()
  const mutation = mutations.find({ predicate: ({ mutationId }) => mutationId === id })
  if (mutation) mutations.remove(mutation)
}
