import { ApiError, Refused, userError } from '../../kernel/user-error.ts'

/** The refusals of this module that stand in more than one place. Field null: which part was wrong is not said. */

export const invalidCredentials = (): Refused =>
  new Refused(userError('INVALID_CREDENTIALS', null, '账号或密码不正确', 'The account or the password is not right'))

export const accountSuspended = (): Refused =>
  new Refused(
    userError(
      'ACCOUNT_SUSPENDED',
      null,
      '账号已停用，请联系本单位管理员',
      'The account is suspended; ask your administrator',
    ),
  )

export const passwordChangeRequired = (): Refused =>
  new Refused(
    userError(
      'PASSWORD_CHANGE_REQUIRED',
      null,
      '请先修改密码（passwordChange）再登录',
      'Change the password first (passwordChange), then sign in',
    ),
  )

export const secondFactorRequired = (): Refused =>
  new Refused(
    userError(
      'SECOND_FACTOR_REQUIRED',
      'input.totpCode',
      '请输入动态口令或一个恢复码',
      'Enter the code of your authenticator app, or a recovery code',
    ),
  )

export const invalidSecondFactor = (): Refused =>
  new Refused(
    userError(
      'INVALID_SECOND_FACTOR',
      'input.totpCode',
      '动态口令不正确或已使用过，请等待下一个',
      'The code is not right or was used already; wait for the next one',
    ),
  )

export const secondFactorMissing = (): Refused =>
  new Refused(
    userError(
      'SECOND_FACTOR_ENROLLMENT_REQUIRED',
      null,
      '您的岗位须启用动态口令，请先绑定（totpEnroll）',
      'Your role needs a second factor; set it up first (totpEnroll)',
    ),
  )

export const invalidRefreshToken = (): Refused =>
  new Refused(
    userError(
      'INVALID_REFRESH_TOKEN',
      'input.refreshToken',
      '登录已失效，请重新登录',
      'The sign-in has ended; sign in again',
    ),
  )

export const loginTaken = (field: string): Refused =>
  new Refused(userError('LOGIN_TAKEN', field, '登录名已被使用，请换一个', 'The sign-in name is taken; choose another'))

/** A personal access token was used for what takes a person. */
export const notForTokens = (): ApiError =>
  new ApiError('FORBIDDEN', '访问令牌不能执行此操作，请登录后操作', 'A personal access token may not do this; sign in')
