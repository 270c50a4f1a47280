import { parseArgs } from 'node:util'
import { givenSource } from '../../sources/givenSource.ts'
import type { LogFileChoice } from '../../sources/logFileChoice.ts'
import { SourceError } from '../../sources/sourceError.ts'
import { callerCommand, callerFolder } from '../callerFolder.ts'
import { endpointURL, LOG_FILE_OPTIONS, logFileChoice } from '../logFileOptions.ts'
import { OptionsError } from '../optionsError.ts'
import { decryptionKeys } from '../decryptionKeys.ts'
import { decryptedFiles } from './decryptedFiles.ts'
import { givenPublicKeys } from './givenKeys.ts'
import { validateSource } from './validateSource.ts'
import { validationReport } from './validationReport.ts'

const USAGE = `Usage: npm start -- validate PATH... [--public-keys FILE] [--since T]

Compares CloudTrail log files with the digest files of their trail, without a server and without a store.
A PATH is a folder, which is searched recursively, a file, or s3://BUCKET/PREFIX. Digest files and log files may be anywhere in it.
Prints what is not valid and what cannot be told. The exit status is 0 when all that can be told is valid, and 1 when something is not.

  --public-keys FILE
                public keys, as “aws cloudtrail list-public-keys” prints them, in PEM or in Base64; may be given again.
                Without any, hashes are compared and signatures are not verified
  --public-keys-from PROFILE
                ask CloudTrail for them (ListPublicKeys), with the credentials of this profile of the AWS CLI
  --decryption-key FILE
                key of files that are encrypted with an AWS Encryption SDK; may be given again
  --since T     ignore what was delivered before: a date, a time such as 2026-02-01T12:00Z, or 7d, 12h, 30m ago
  --until T     of S3, only what was delivered until a day after then
  --account-id ID, --region R
                of S3, only these accounts and Regions; may be given again
  --endpoint-url URL
                an S3 server that is not AWS's, which --public-keys-from asks as well
  --help        print this`

/** `npm start -- validate`. Resolves to the exit status; rejects with a sentence for the user. */
export async function validateCommand(argv: readonly string[]): Promise<0 | 1> {
  const { paths, keyFiles, keyProfile, decryptionKeyFiles, where, help } = parse(argv)
  if (help) {
    console.log(USAGE)
    return 0
  }
  const folder = callerFolder()
  const { files, readsStandardInput } = await givenSource(paths, {
    folder,
    command: callerCommand(),
    ...where,
    hasDigestFiles: true,
  })
  if (files === null || readsStandardInput)
    throw new OptionsError('Give the folder that has the log files and digest files.')
  const publicKeys = await givenPublicKeys(
    { paths: keyFiles, profile: keyProfile, endpointURL: where.endpointURL },
    folder,
  )
  const keys = await decryptionKeys(decryptionKeyFiles, null)
  const interrupted = new AbortController()
  process.once('SIGINT', () => interrupted.abort(new SourceError('Stopped before everything was validated.')))
  const { show, clear } = progressLine()
  const validation = await validateSource(decryptedFiles(files, keys), {
    publicKeys,
    nowMs: Date.now(),
    sinceMs: where.choice.sinceMs,
    signal: interrupted.signal,
    onProgress: ({ filesDone }) => show(`Validating: ${filesDone.toLocaleString('en')} files`),
  }).finally(clear)
  console.log(validationReport(validation))
  return validation.hasProblems ? 1 : 0
}

interface GivenOptions {
  readonly paths: readonly string[]
  readonly keyFiles: readonly string[]
  readonly keyProfile: string | null
  readonly decryptionKeyFiles: readonly string[]
  readonly where: { readonly endpointURL: string | null; readonly choice: LogFileChoice }
  readonly help: boolean
}

function parse(argv: readonly string[]): GivenOptions {
  const { values, positionals } = parsedArgs(argv)
  const help = values.help ?? false
  if (positionals.length === 0 && !help)
    throw new OptionsError('Give the folder of the log files to validate: npm start -- validate PATH.')
  return {
    paths: positionals,
    keyFiles: values['public-keys'] ?? [],
    keyProfile: values['public-keys-from'] ?? null,
    decryptionKeyFiles: values['decryption-key'] ?? [],
    where: {
      endpointURL: endpointURL(values['endpoint-url']),
      choice: logFileChoice(values, Date.now()),
    },
    help,
  }
}

function parsedArgs(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        'public-keys': { type: 'string', multiple: true },
        'public-keys-from': { type: 'string' },
        'decryption-key': { type: 'string', multiple: true },
        ...LOG_FILE_OPTIONS,
        help: { type: 'boolean', short: 'h' },
      },
    })
  } catch (error) {
    throw new OptionsError(
      `${(error as Error).message.split('. ')[0]!}. Use validate --help to list the options.`,
    )
  }
}

/** A line of the terminal that is written over; nothing where there is no terminal. */
function progressLine(): { readonly show: (text: string) => void; readonly clear: () => void } {
  if (!process.stderr.isTTY) return { show: () => {}, clear: () => {} }
  let shownMs = 0
  return {
    show: (text) => {
      if (Date.now() - shownMs < 100) return
      shownMs = Date.now()
      process.stderr.write(`\r${text}\u001b[K`)
    },
    clear: () => process.stderr.write('\r\u001b[K'),
  }
}
