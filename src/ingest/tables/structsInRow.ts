import { membersOf, objectOf } from '../shapes/jsonMembers.ts'
import { jsonOfCell } from './cellJson.ts'

/** Columns of Athena's table that are structures, arrays of them, or maps in CloudTrail Lake. */
const STRUCTURES: ReadonlyMap<string, string> = new Map(
  ['userIdentity', 'resources', 'tlsDetails', 'edgeDeviceDetails', 'addendum', 'eventContext'].map((name) => [
    name.toLowerCase(),
    name,
  ]),
)
const MAPS = /^(?:requestparameters|responseelements|additionaleventdata|serviceeventdetails)$/

/**
 * A row of Athena or CloudTrail Lake with the structures in it as objects: clients of Athena return
 * every value as a text, `"{type=IAMUser, arn=…}"`. Other rows stay as they are. JSON in and out.
 */
export function withStructures(row: string): string {
  if (!MAY_HAVE_ANY.test(row)) return row
  return objectOf(
    membersOf(row).map(([name, value]) => {
      const member = STRUCTURES.get(name)
      if ((member === undefined && !MAPS.test(name)) || !/^"[[{]/.test(value)) return [name, value]
      const text = JSON.parse(value) as string
      // Parameters that are JSON have to keep every capital.
      if (member === undefined) return [name, IS_STRUCTURE.test(text) ? jsonOfCell(text, FREE) : value]
      return [name, jsonOfCell(text, { name, kind: 'object', path: [member] })]
    }),
  )
}

const FREE = { name: '', kind: 'free', path: null } as const
const IS_STRUCTURE = /^\[?\{[\w.:/-]+=/
const MAY_HAVE_ANY =
  /"(?:useridentity|resources|tlsdetails|edgedevicedetails|addendum|eventcontext)"\s*:\s*"[[{]|"\[?\{[\w.:/-]+=/
