import { CHANGES, UNUSUAL } from './changes.ts'
import { DATA } from './data.ts'
import { IDENTITIES } from './identities.ts'
import { NETWORK } from './network.ts'
import type { Preset } from './preset.ts'
import { ROLES } from './roles.ts'
import { SIGN_IN } from './signIn.ts'
import { TRACES } from './traces.ts'

export interface PresetTopic {
  readonly name: string
  readonly presets: readonly Preset[]
}

/** All presets, by subject: docs/cloudtrail.md#common-questions */
export const PRESET_TOPICS: readonly PresetTopic[] = [
  { name: 'Changes', presets: CHANGES },
  { name: 'Sign-in and denied calls', presets: SIGN_IN },
  { name: 'Users, keys and permissions', presets: IDENTITIES },
  { name: 'Roles', presets: ROLES },
  { name: 'Network', presets: NETWORK },
  { name: 'Logging and security services', presets: TRACES },
  { name: 'Data', presets: DATA },
  { name: 'Unusual', presets: UNUSUAL },
]

export const PRESETS: readonly Preset[] = PRESET_TOPICS.flatMap(({ presets }) => presets)

/** The quick views: common searches that find something in most accounts. */
export const FIRST_PRESETS: readonly Preset[] = [
  'what-changed',
  'who-deleted',
  'denied-calls',
  'root-user-activity',
  'console-logins-without-mfa',
  'new-access-keys',
].map((id) => PRESETS.find((preset) => preset.id === id)!)
