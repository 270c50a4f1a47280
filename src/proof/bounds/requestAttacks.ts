import type { Attack } from './attack.ts'
export const REQUEST_ATTACKS: readonly Attack[] = []
