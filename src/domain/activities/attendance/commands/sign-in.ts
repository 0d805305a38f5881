import { formatGlobalId } from '../../../../kernel/ids.ts'
import { Refused, type UserError } from '../../../../kernel/user-error.ts'
import { command, type Work } from '../../../../platform/commands/command.ts'
import type { Key } from '../../../../platform/graphql/compiler/resolvers.ts'
import { type Occasion, readSignInCode, timelinessOf } from '../codes.ts'
import * as errors from '../errors.ts'
import { type GivenPosition, positionOf } from '../rules.ts'
import { signIn } from '../sign-in/sign-in.ts'

export interface SignInInput {
  readonly id?: string | null
  readonly code: string
  /** Kept out of every rule: only the server's clock decides. */
  readonly clientTime?: string | null
  readonly halfDay?: string | null
  readonly position?: GivenPosition | null
}

/** A member signs in with the code that is shown now. Who is present already gets the same record again. */
export const activitySignIn = command<{ readonly input: SignInInput }, Key>(
  'activitySignIn',
  async (work, { input }) => {
    const fields = { code: 'input.code', position: 'input.position' }
    const genuine = readSignInCode(work.context.keyRing.current(), input.code)
    if (!genuine) throw new Refused(errors.invalidCode(fields.code))
    if (isOther(genuine, input.halfDay)) throw new Refused(errors.otherHalfDay(fields.code))
    const entry = {
      ...{ fields, occasion: genuine, id: input.id ?? null, at: work.now, isOffline: false },
      ...{ position: positionOf(input.position), lateness: latenessOf(genuine.slot, work, fields.code) },
    }
    const { memberIds } = work.viewer
    const options = { method: 'ROTATING_CODE', members: memberIds, permission: 'ACTIVITY_OWN' } as const
    const [outcome] = await signIn(work, [entry], options)
    if (!outcome) throw new Error('a sign-in without an outcome')
    if ('error' in outcome) throw new Refused(outcome.error)
    return outcome.key
  },
)

/** The half-day that the app had on its screen, when it says so. */
export const isOther = ({ organizationId, halfDayId }: Occasion, halfDay: string | null | undefined): boolean =>
  typeof halfDay === 'string' && halfDay !== formatGlobalId('ahd', organizationId, halfDayId)

function latenessOf(slot: number, { now }: Work, field: string): UserError | null {
  const timeliness = timelinessOf(slot, now)
  if (timeliness === 'IN_TIME') return null
  return timeliness === 'STALE' ? errors.staleCode(field) : errors.futureCode(field)
}
