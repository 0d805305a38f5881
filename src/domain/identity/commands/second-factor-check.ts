import { hashRecoveryCode } from '../../../platform/security/recovery-code.ts'
import type { Place } from '../../../platform/security/sealed.ts'
import { verifyTotp } from '../../../platform/security/totp.ts'
import { invalidSecondFactor, secondFactorRequired } from '../refusals.ts'
import { accounts } from '../tables.ts'
import { type AccountRow, isAccount, type Proven } from './proof.ts'
import { saveAccount } from './shared.ts'

/** Where an account's secret is sealed: moved to another account it does not open. */
export const placeOf = ({ organizationId, id }: AccountRow): Place => ({
  organizationId,
  record: `accounts:${id}`,
  field: 'totpSecret',
})

/**
 * Passes an account without a second factor, a right code that was not used before, or an unused recovery code. Answers the account as it
 * is then. Throws Refused.
 */
export async function passSecondFactor(proven: Proven): Promise<AccountRow> {
  const { account, context, credentials, now } = proven
  if (!account.totpConfirmedAt || !account.totpSecretSealed) return account
  if (!credentials.totpCode) throw secondFactorRequired()
  const secret = context.sealer.open(account.totpSecretSealed, placeOf(account))
  const step = verifyTotp(secret, credentials.totpCode, account.totpLastStep, now)
  if (step !== null) {
    await proven.db.update(accounts).set({ totpLastStep: step }).where(isAccount(account))
    return { ...account, totpLastStep: step }
  }
  const hash = hashRecoveryCode(context.keyRing.current(), credentials.totpCode)
  if (hash === null || !account.recoveryCodeHashes.includes(hash)) throw invalidSecondFactor()
  const rest = account.recoveryCodeHashes.filter(other => other !== hash)
  return saveAccount(proven, account, { recoveryCodeHashes: rest }, { recoveryCodesLeft: rest.length })
}
