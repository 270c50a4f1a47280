import { ListMFADevices$ } from '@aws-sdk/client-iam'
import type { ListMFADevicesRequest, ListMFADevicesResponse } from '@aws-sdk/client-iam'
import { operation, type Operation } from '../../operation.ts'
import { dateOf, userArnOf, userNamed, userNameOf } from './entities.ts'
import { pageOf } from './paging.ts'

const listMfaDevices = operation<ListMFADevicesRequest, ListMFADevicesResponse>(
  ListMFADevices$,
  ({ UserName, ...page }, context) => {
    const { userName, mfaDevice } = userNamed(context, userNameOf(context, UserName))
    const devices = mfaDevice === null ? [] : [mfaDevice]
    const { items, ...rest } = pageOf(devices, ({ serialNumber }) => serialNumber, page)
    return {
      MFADevices: items.map(({ serialNumber, enabledMs }) => ({
        UserName: userName,
        SerialNumber: serialNumber,
        EnableDate: dateOf(enabledMs),
      })),
      ...rest,
    }
  },
  { resource: ({ UserName }, context) => userArnOf(context, UserName) },
)

export const MFA_DEVICES: readonly Operation[] = [listMfaDevices]
