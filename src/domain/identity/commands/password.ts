import { randomInt } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { syllablesOf } from '../../../kernel/pinyin.ts'
import { Refused, type UserError, userError } from '../../../kernel/user-error.ts'
import { systemViewer } from '../../../kernel/viewer.ts'
import type { Outcome } from '../../../platform/commands/command.ts'
import type { Context } from '../../../platform/context.ts'
import { transaction } from '../../../platform/db/transaction.ts'
import { checkPassword, passwordProfiles } from '../../../platform/security/password-policy.ts'
import { organizations } from '../../organizations/tables.ts'
import { asAccount, withCredentials } from './credentials.ts'
import type { AccountRow, Credentials, Identified } from './proof.ts'
import { endSessions, refuseToken, saveAccount } from './shared.ts'

export interface PasswordChange extends Omit<Credentials, 'password'> {
  readonly currentPassword: string
  readonly newPassword: string
}

/**
 * Changes a password by showing the current one, signed in or not (a phone that was told PASSWORD_CHANGE_REQUIRED has no
 * session yet). Ends every session of the account but the one that asks.
 */
export const changePassword = (context: Context, change: PasswordChange): Promise<Outcome<boolean>> =>
  withCredentials(context, 'passwordChange', { ...change, password: change.currentPassword }, async identified => {
    refuseToken(context)
    const { account } = identified
    const errors = await newPasswordErrors(identified, change.newPassword)
    if (errors.length > 0) {
      // Whoever looks for a good password is no guesser. With a second factor still to be shown it might be one.
      if (account.totpConfirmedAt === null) await context.throttle.reward(identified.attempt)
      throw new Refused(...errors)
    }
    const passwordHash = await context.passwords.hash(change.newPassword)
    return asAccount(identified, async proven => {
      const passwordHistory = rememberedPasswords(context, proven.account)
      const passwordChangedAt = proven.now.toISOString()
      await saveAccount(proven, proven.account, {
        passwordHash,
        passwordHistory,
        passwordChangedAt,
        mustChangePassword: false,
      })
      const isOwn = context.viewer.accountId === account.id
      await endSessions(proven.tx, account, proven.now, 'PASSWORD_CHANGED', isOwn ? context.viewer.sessionId : null)
      return true
    })
  })

/** The hashes that may not come back once the current password is replaced. */
export function rememberedPasswords({ config }: Context, { passwordHash, passwordHistory }: AccountRow): string[] {
  const { remembered } = passwordProfiles[config.PASSWORD_POLICY]
  return [passwordHash ?? '', ...passwordHistory].filter(Boolean).slice(0, remembered)
}

async function newPasswordErrors({ context, account }: Identified, newPassword: string): Promise<UserError[]> {
  const profile = passwordProfiles[context.config.PASSWORD_POLICY]
  const errors = checkPassword(newPassword, profile, {
    field: 'input.newPassword',
    secondFactor: account.totpConfirmedAt !== null,
    accountWords: await wordsOf(context, account),
  })
  if (errors.length > 0) return errors
  const former = [account.passwordHash ?? '', ...account.passwordHistory].filter(Boolean)
  return (await context.passwords.isReused(newPassword, former)) ? [reused] : []
}

const reused = userError(
  'PASSWORD_REUSED',
  'input.newPassword',
  '不能使用当前或最近用过的密码',
  'Not the current password, nor one used lately',
)

/** What an acquaintance tries first. */
async function wordsOf(context: Context, { organizationId, login, displayName }: AccountRow): Promise<string[]> {
  const [own] = await transaction(context.database, systemViewer(organizationId), tx =>
    tx.db.select().from(organizations).where(eq(organizations.organizationId, organizationId)),
  )
  const reading = syllablesOf(displayName)
  const initials = reading.map(syllable => syllable.charAt(0)).join('')
  return [
    login,
    ...login.split(/[._@-]/),
    displayName,
    reading.join(''),
    initials,
    own?.shortName ?? '',
    own?.name ?? '',
  ]
}

// Without the letters and digits that are mistaken for one another when read from paper.
const CLASSES = ['ABCDEFGHJKLMNPQRSTUVWXYZ', 'abcdefghijkmnopqrstuvwxyz', '23456789'] as const
const GROUPS = 4

/**
 * A first password, read out or printed: `Kq7w-Tz4m-Hb9x-Rv3p`, 71 random bits. Each group has letters of both cases and a
 * digit, so it passes every profile; its owner must change it before anything else.
 */
export function initialPassword(): string {
  const [capitals, small, digits] = CLASSES
  const pick = (from: string) => from.charAt(randomInt(from.length))
  return Array.from({ length: GROUPS }, () => pick(capitals) + pick(small) + pick(digits) + pick(small)).join('-')
}
