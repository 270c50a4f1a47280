import { elementTime } from '../../../account/times.ts'
import type { Json, JsonObject } from '../../../account/json.ts'
import type { CallContext } from '../../callContext.ts'
import { operation, type Operation } from '../../operation.ts'
import type { OperationSchema } from '../../service.ts'

const SECRETS: ReadonlySet<string> = new Set(['MasterUserPassword', 'TdeCredentialPassword'])

interface RdsRecording<Input, Output> {
  /** Members that the record has also where the request does not, with their defaults. */
  readonly defaults?: Partial<Input>
  /** What of the output the record's responseElements are: RDS leaves out the one member around it. */
  readonly response?: (output: Output) => object | undefined
  readonly resource?: (input: Input, context: CallContext) => string
}

/** An operation of RDS, with what its records have of their own. */
export function rdsOperation<Input extends object, Output>(
  schema: OperationSchema,
  perform: (input: Input, context: CallContext) => Output,
  { defaults, response, resource }: RdsRecording<Input, Output> = {},
): Operation {
  return operation<Input, Output>(schema, perform, {
    request: (input) => recordedMembers({ ...defaults, ...input }),
    response: (output) => recordedMembers(response?.(output) ?? {}),
    ...(resource !== undefined && { resource }),
  })
}

/** Members with a small first letter and without secrets; null if there are none. */
function recordedMembers(value: object): JsonObject | null {
  const recorded = recordedObject(value)
  return Object.keys(recorded).length === 0 ? null : recorded
}

function recordedObject(value: object): JsonObject {
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .map(([name, member]) => [
        name.charAt(0).toLowerCase() + name.slice(1),
        SECRETS.has(name) ? 'HIDDEN_DUE_TO_SECURITY_REASONS' : recordedValue(member),
      ]),
  )
}

function recordedValue(value: unknown): Json {
  if (value instanceof Date) return elementTime(value.getTime())
  if (Array.isArray(value)) return value.map(recordedValue)
  return typeof value === 'object' && value !== null ? recordedObject(value) : (value as Json)
}
