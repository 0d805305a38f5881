import type { Resolver } from '../../../../platform/graphql/compiler/resolvers.ts'
import type {
  QueryActivitySignInCodeArgs,
  QueryActivitySignInPageArgs,
  QueryMemberSignInCodeArgs,
} from '../../../../platform/graphql/generated.ts'
import { MEMBER_SLOT_SECONDS, memberCode, pageToken, SLOT_SECONDS, signInCode, slotAt, slotTime } from '../codes.ts'
import { ownSeat, shownHalfDay } from './half-day.ts'

export const PAGE_PATH = '/activities/v1/sign-in-page'

/** A projector's page lasts while one can sign in, and at most so long. */
const PAGE_HOURS = 12

/** The code to show now, to be asked for again when its slot ends. */
export const activitySignInCode: Resolver = async (_parent, args, context) => {
  const { activity, halfDay } = args as QueryActivitySignInCodeArgs
  const found = await shownHalfDay(context, activity, halfDay)
  if (!found) return null
  const slot = slotAt(context.clock())
  const validUntil = new Date(slotTime(slot).until)
  return { code: signInCode(context.keyRing.current(), found, slot), validUntil }
}

export const memberSignInCode: Resolver = async (_parent, args, context) => {
  const seat = await ownSeat(context, (args as QueryMemberSignInCodeArgs).organization)
  if (!seat) return null
  const slot = slotAt(context.clock(), MEMBER_SLOT_SECONDS)
  const validUntil = new Date(slotTime(slot, MEMBER_SLOT_SECONDS).until)
  return { code: memberCode(context.keyRing.current(), seat, slot), validUntil }
}

/** The address of the projector's page. Whoever has it sees codes and counts of this half-day, and nothing else. */
export const activitySignInPage: Resolver = async (_parent, args, context) => {
  const { activity, halfDay } = args as QueryActivitySignInPageArgs
  const found = await shownHalfDay(context, activity, halfDay)
  const now = context.clock()
  const until = Math.min(found?.closesAt.getTime() ?? 0, now.getTime() + PAGE_HOURS * 3_600_000)
  if (!found || until <= now.getTime()) return null
  const last = slotAt(new Date(until))
  const token = pageToken(context.keyRing.current(), found, last)
  return {
    url: `${context.config.PUBLIC_URL.replace(/\/$/, '')}${PAGE_PATH}?token=${token}`,
    expiresAt: new Date((last + 1) * SLOT_SECONDS * 1000),
  }
}
