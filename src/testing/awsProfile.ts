import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * Writes the profile `auditor` of the AWS CLI, with keys, into files in a folder. Resolves to what in
 * the environment leads to it, and to no other.
 */
export async function writeAwsProfile(folder: string): Promise<Readonly<Record<string, string>>> {
  const credentials = join(folder, 'aws-credentials')
  const config = join(folder, 'aws-config')
  await writeFile(credentials, '[auditor]\naws_access_key_id = test\naws_secret_access_key = test\n')
  await writeFile(config, '[profile auditor]\nregion = eu-central-1\n')
  return { AWS_SHARED_CREDENTIALS_FILE: credentials, AWS_CONFIG_FILE: config }
}
