import { businessDate } from '../../../kernel/clock.ts'
import { checkText } from '../../../kernel/text.ts'
import { Refused, type UserError, userError } from '../../../kernel/user-error.ts'
import { type Command, command } from '../../../platform/commands/command.ts'
import type { Key } from '../../../platform/graphql/compiler/resolvers.ts'
import type { SeatRow } from '../records.ts'
import { lockSeat, type SeatCommand, writeSeat } from './seat.ts'

export interface MemberLeave extends SeatCommand {
  readonly input: { readonly leftOn: string; readonly reason?: string | null }
}

const REASON_AT_MOST = 500

/** Resignation (辞去委员). */
export const memberResign = leave('memberResign', 'RESIGN', 1)
/** Removal (撤销委员资格), decided by the Standing Committee. */
export const memberRemove = leave('memberRemove', 'REMOVE', 1)
/** Death (去世). */
export const memberDeathRecord = leave('memberDeathRecord', 'RECORD_DEATH', 0)

function leave(
  name: string,
  action: 'RESIGN' | 'REMOVE' | 'RECORD_DEATH',
  shortestReason: number,
): Command<MemberLeave, Key> {
  return command(name, async (work, args: MemberLeave) => {
    const { seat, status } = await lockSeat(work, action, args)
    const { leftOn } = args.input
    const { reason, errors } = checkReason('input.reason', args.input.reason ?? '', shortestReason)
    const all = [...errors, ...leftOnErrors(seat, leftOn, businessDate(work.now))]
    if (all.length > 0) throw new Refused(...all)
    await writeSeat(work, seat, { status, leftOn, leftReason: reason || null })
    return { organizationId: seat.organizationId, id: seat.id }
  })
}

export interface MemberReinstate extends SeatCommand {
  readonly input: { readonly reason: string }
}

/** Takes back an end that was entered by mistake; the reason stands in the change log. */
export const memberReinstate = command('memberReinstate', async (work, args: MemberReinstate): Promise<Key> => {
  const { seat, status } = await lockSeat(work, 'REINSTATE', args)
  const { reason, errors } = checkReason('input.reason', args.input.reason, 1)
  if (errors.length > 0) throw new Refused(...errors)
  await writeSeat(work, seat, { status, leftOn: null, leftReason: null }, { reason })
  return { organizationId: seat.organizationId, id: seat.id }
})

export function checkReason(
  field: string,
  text: string,
  min: number,
): { readonly reason: string; readonly errors: readonly UserError[] } {
  const checked = checkText(field, text, { max: REASON_AT_MOST, min, multiline: true })
  return 'text' in checked ? { reason: checked.text, errors: [] } : { reason: '', errors: [checked.error] }
}

function leftOnErrors({ joinedOn }: SeatRow, leftOn: string, today: string): UserError[] {
  if (leftOn >= joinedOn && leftOn <= today) return []
  return [
    userError(
      'DATE_OUT_OF_RANGE',
      'input.leftOn',
      `日期应在任职日期（${joinedOn}）与今日（${today}）之间`,
      `The date must lie between the day of joining (${joinedOn}) and today (${today})`,
    ),
  ]
}
