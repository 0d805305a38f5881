import { Refused, type UserError } from '../../../../kernel/user-error.ts'
import { command, type Work } from '../../../../platform/commands/command.ts'
import type { Key } from '../../../../platform/graphql/compiler/resolvers.ts'
import { readSignInCode, slotTime } from '../codes.ts'
import * as errors from '../errors.ts'
import { BULK_MAX, correctedTime, type GivenPosition, offlineObstruction, positionOf } from '../rules.ts'
import type { Outcome } from '../sign-in/decide.ts'
import { type Entry, signIn } from '../sign-in/sign-in.ts'

interface OfflineItem {
  readonly id: string
  readonly code: string
  /** By the device's clock. */
  readonly scannedAt: string
  readonly position?: GivenPosition | null
}

export interface OfflineInput {
  /** The device's clock at the moment of sending. */
  readonly deviceTime: string
  readonly items: readonly OfflineItem[]
}

/** What a bulk command did, item by item. */
export interface BulkResult {
  readonly done: readonly Key[]
  readonly failures: readonly { readonly index: number; readonly errors: readonly UserError[] }[]
}

/** Sign-ins that a device made without a network, each on its own: what is wrong with one does not stop the others. */
export const activitySignInOffline = command<{ readonly input: OfflineInput }, BulkResult>(
  'activitySignInOffline',
  async (work, { input }) => {
    if (input.items.length === 0) throw new Refused(errors.noneChosen('input.items'))
    if (input.items.length > BULK_MAX) throw new Refused(errors.tooMany('input.items', BULK_MAX))
    const read = input.items.map((item, index) => entryOf(work, input.deviceTime, item, index))
    const entries = read.flatMap(one => ('error' in one ? [] : [one]))
    const options = { method: 'ROTATING_CODE', members: work.viewer.memberIds, permission: 'ACTIVITY_OWN' } as const
    const outcomes = entries.length === 0 ? [] : await signIn(work, entries, options)
    return resultOf(read.map(one => ('error' in one ? one : outcomes[entries.indexOf(one)])))
  },
)

function entryOf(
  work: Work,
  deviceTime: string,
  item: OfflineItem,
  index: number,
): Entry | { readonly error: UserError } {
  const fields = { code: `input.items.${index}.code`, position: `input.items.${index}.position` }
  const genuine = readSignInCode(work.context.keyRing.current(), item.code)
  if (!genuine) return { error: errors.invalidCode(fields.code) }
  const at = correctedTime(new Date(item.scannedAt), new Date(deviceTime), work.now)
  return {
    ...{ fields, occasion: genuine, id: item.id, at, isOffline: true, position: positionOf(item.position) },
    lateness: latenessOf(genuine.slot, at, work.now, fields.code),
  }
}

function latenessOf(slot: number, at: Date, now: Date, field: string): UserError | null {
  const obstruction = offlineObstruction(slotTime(slot), at, now)
  if (obstruction === null) return null
  if (obstruction === 'CODE_FROM_FUTURE') return errors.futureCode(field)
  return obstruction === 'TOO_OLD' ? errors.tooOld(field) : errors.timeDisagrees(field.replace(/code$/, 'scannedAt'))
}

const resultOf = (outcomes: readonly (Outcome | undefined)[]): BulkResult => ({
  done: outcomes.flatMap(outcome => (outcome && 'key' in outcome ? [outcome.key] : [])),
  failures: outcomes.flatMap((outcome, index) =>
    outcome && 'error' in outcome ? [{ index, errors: [outcome.error] }] : [],
  ),
})
