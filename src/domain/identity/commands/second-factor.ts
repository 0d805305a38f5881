import { Refused, userError } from '../../../kernel/user-error.ts'
import type { Outcome } from '../../../platform/commands/command.ts'
import type { Context } from '../../../platform/context.ts'
import { hashRecoveryCode, newRecoveryCodes } from '../../../platform/security/recovery-code.ts'
import { newTotpSecret, totpUrl, verifyTotp } from '../../../platform/security/totp.ts'
import { invalidSecondFactor } from '../refusals.ts'
import { asAccount, withCredentials } from './credentials.ts'
import type { AccountRow, Credentials } from './proof.ts'
import { placeOf } from './second-factor-check.ts'
import { refuseToken, saveAccount } from './shared.ts'

const ISSUER = '智慧政协'

export interface Enrollment {
  /** Base32, for typing by hand. */
  readonly secret: string
  readonly url: string
}

/** Gives a new secret for an authenticator app. It counts from `totpConfirm` on, which proves that the app has it. */
export const totpEnroll = (context: Context, credentials: Credentials): Promise<Outcome<Enrollment>> =>
  withCredentials(context, 'totpEnroll', credentials, async identified => {
    refuseToken(context)
    return asAccount(identified, async proven => {
      refuseEnrolled(proven.account)
      const secret = newTotpSecret()
      const totpSecretSealed = context.sealer.seal(secret, placeOf(proven.account))
      await saveAccount(proven, proven.account, { totpSecretSealed, totpLastStep: null }, { secondFactor: 'ENROLLED' })
      return { secret, url: totpUrl(secret, ISSUER, proven.account.login) }
    })
  })

/** Turns the second factor on with a code of the app. Answers the recovery codes, shown this once. */
export const totpConfirm = (context: Context, credentials: Credentials): Promise<Outcome<string[]>> =>
  withCredentials(context, 'totpConfirm', credentials, async identified => {
    refuseToken(context)
    return asAccount(identified, async proven => {
      const { account, now } = proven
      refuseEnrolled(account)
      if (!account.totpSecretSealed) throw notEnrolled()
      const secret = context.sealer.open(account.totpSecretSealed, placeOf(account))
      const step = verifyTotp(secret, credentials.totpCode ?? '', null, now)
      if (step === null) throw invalidSecondFactor()
      const codes = newRecoveryCodes()
      const recoveryCodeHashes = codes.map(code => hashRecoveryCode(context.keyRing.current(), code) ?? '')
      const values = { totpConfirmedAt: now.toISOString(), totpLastStep: step, recoveryCodeHashes }
      await saveAccount(proven, account, values, { secondFactor: 'ON' })
      return codes
    })
  })

/** Turns the second factor off; takes a code, since whoever found a password must not get past it here. */
export const totpDisable = (context: Context, credentials: Credentials): Promise<Outcome<boolean>> =>
  withCredentials(context, 'totpDisable', credentials, async identified => {
    refuseToken(context)
    return asAccount(identified, async proven => {
      if (!proven.account.totpConfirmedAt) throw notEnrolled()
      await saveAccount(proven, proven.account, noSecondFactor, { secondFactor: 'OFF' })
      return true
    })
  })

export const noSecondFactor = {
  totpSecretSealed: null,
  totpConfirmedAt: null,
  totpLastStep: null,
  recoveryCodeHashes: [] as string[],
}

function refuseEnrolled({ totpConfirmedAt }: AccountRow): void {
  if (!totpConfirmedAt) return
  throw new Refused(
    userError(
      'ALREADY_ENROLLED',
      null,
      '动态口令已启用；更换前请先停用',
      'The second factor is on; turn it off before setting up another',
    ),
  )
}

const notEnrolled = () =>
  new Refused(
    userError(
      'NOT_ENROLLED',
      null,
      '尚未绑定动态口令，请先绑定（totpEnroll）',
      'No second factor was set up; begin with totpEnroll',
    ),
  )
