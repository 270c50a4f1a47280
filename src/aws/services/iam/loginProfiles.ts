import { CreateLoginProfile$, DeleteLoginProfile$, GetLoginProfile$ } from '@aws-sdk/client-iam'
import type {
  CreateLoginProfileRequest,
  CreateLoginProfileResponse,
  DeleteLoginProfileRequest,
  GetLoginProfileRequest,
  GetLoginProfileResponse,
  LoginProfile,
} from '@aws-sdk/client-iam'
import { AwsFailure } from '../../failure.ts'
import { operation, type Operation } from '../../operation.ts'
import { dateOf, noSuch, userArnOf, userNamed, userNameOf } from './entities.ts'
import type { IamUser } from './iamState.ts'

const SHORTEST_PASSWORD = 8

const createLoginProfile = operation<CreateLoginProfileRequest, CreateLoginProfileResponse>(
  CreateLoginProfile$,
  ({ UserName, Password = '', PasswordResetRequired = false }, context) => {
    const user = userNamed(context, userNameOf(context, UserName))
    if (user.loginProfile !== null)
      throw new AwsFailure(
        'EntityAlreadyExists',
        `Login Profile for user ${user.userName} already exists.`,
        409,
      )
    if (Password.length < SHORTEST_PASSWORD)
      throw new AwsFailure(
        'PasswordPolicyViolation',
        `Password should have a minimum length of ${SHORTEST_PASSWORD}`,
      )
    // Nobody signs in to the console with it: the password is not kept.
    user.loginProfile = { createdMs: context.nowMs, passwordResetRequired: PasswordResetRequired }
    return { LoginProfile: loginProfileElement(user) }
  },
  {
    resource: ({ UserName }, context) => userArnOf(context, UserName),
    request: ({ UserName, PasswordResetRequired }) => ({
      userName: UserName,
      passwordResetRequired: PasswordResetRequired,
    }),
  },
)

const getLoginProfile = operation<GetLoginProfileRequest, GetLoginProfileResponse>(
  GetLoginProfile$,
  ({ UserName }, context) => ({
    LoginProfile: loginProfileElement(userNamed(context, userNameOf(context, UserName))),
  }),
  { resource: ({ UserName }, context) => userArnOf(context, UserName) },
)

const deleteLoginProfile = operation<DeleteLoginProfileRequest, void>(
  DeleteLoginProfile$,
  ({ UserName }, context) => {
    const user = userNamed(context, userNameOf(context, UserName))
    loginProfileElement(user)
    user.loginProfile = null
  },
  { resource: ({ UserName }, context) => userArnOf(context, UserName) },
)

function loginProfileElement({ loginProfile, userName }: IamUser): LoginProfile {
  if (loginProfile === null) return noSuch(`Login Profile for User ${userName} cannot be found.`)
  return {
    UserName: userName,
    CreateDate: dateOf(loginProfile.createdMs),
    PasswordResetRequired: loginProfile.passwordResetRequired,
  }
}

export const LOGIN_PROFILES: readonly Operation[] = [createLoginProfile, getLoginProfile, deleteLoginProfile]
