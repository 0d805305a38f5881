import type { Language } from '../../../kernel/user-error.ts'
import type { Command } from '../../../platform/commands/command.ts'
import { mutate, mutateWith, presentErrors } from '../../../platform/commands/mutate.ts'
import { readSelectedList } from '../../../platform/graphql/compiler/read-list.ts'
import type { Key, Resolver } from '../../../platform/graphql/compiler/resolvers.ts'
import type { Module } from '../../../platform/graphql/modules.ts'
import { activity } from '../queries.ts'
import { activityClose, activityReopen } from './commands/close.ts'
import { attendanceCorrect } from './commands/correct.ts'
import { attendanceEnter } from './commands/enter.ts'
import { attendanceRecordMinutes } from './commands/minutes.ts'
import { attendanceScan } from './commands/scan.ts'
import { activitySignIn } from './commands/sign-in.ts'
import { activitySignInOffline, type BulkResult } from './commands/sign-in-offline.ts'
import { attendanceCounted } from './live/subscribe.ts'
import { attendance } from './queries.ts'
import { activitySignInCode, activitySignInPage, memberSignInCode } from './shown/codes.ts'

const mutateMany = <Input extends object>(command: Command<Input, readonly Key[]>): Resolver =>
  mutateWith(command, async (context, info, keys) => ({
    attendances: await readSelectedList(context, info, 'attendances', attendance, keys),
  }))

const present = ({ failures }: BulkResult, language: Language) =>
  failures.map(({ index, errors }) => ({ index, userErrors: presentErrors(errors, language) }))

export const attendanceResolvers: Module['resolvers'] = {
  Query: { activitySignInCode, activitySignInPage, memberSignInCode },
  Mutation: {
    activitySignIn: mutate(activitySignIn, 'attendance', attendance),
    activitySignInOffline: mutateWith(activitySignInOffline, async (context, info, result) => ({
      attendances: await readSelectedList(context, info, 'attendances', attendance, result.done),
      failures: present(result, context.language),
    })),
    attendanceScan: mutate(attendanceScan, 'attendance', attendance),
    attendanceEnter: mutateMany(attendanceEnter),
    attendanceCorrect: mutate(attendanceCorrect, 'attendance', attendance),
    attendanceRecordMinutes: mutateMany(attendanceRecordMinutes),
    activityClose: mutate(activityClose, 'activity', activity),
    activityReopen: mutate(activityReopen, 'activity', activity),
  },
  Subscription: { attendanceCounted },
}
