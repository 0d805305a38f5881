import type { Bilingual, Language, UserError } from '../../kernel/user-error.ts'
import type { Command } from '../../platform/commands/command.ts'
import { mutate, mutateWith, presentErrors } from '../../platform/commands/mutate.ts'
import { readSelectedList } from '../../platform/graphql/compiler/read-list.ts'
import { byId, listOf, type Resolver } from '../../platform/graphql/compiler/resolvers.ts'
import type {
  MutationDutyRecordConfirmArgs,
  MutationDutyRecordCreateArgs,
  MutationDutyRecordReturnArgs,
  MutationDutyRecordReverseArgs,
  MutationDutyRecordWithdrawArgs,
} from '../../platform/graphql/generated.ts'
import { inOrganization } from '../organizations/resolvers.ts'
import { dutyCategories } from './categories/index.ts'
import { dutyRecordCreate } from './commands/create.ts'
import {
  dutyRecordConfirm,
  dutyRecordReturn,
  dutyRecordReverse,
  dutyRecordsConfirm,
  dutyRecordWithdraw,
} from './commands/decide.ts'
import { type BulkResult, dutyRecordsEnter } from './commands/enter.ts'
import { dutyRecord } from './queries.ts'

const present = ({ failures }: BulkResult, language: Language) =>
  failures.map(({ index, errors }: { index: number; errors: readonly UserError[] }) => ({
    index,
    userErrors: presentErrors(errors, language),
  }))

const mutateMany = <Input extends object>(command: Command<Input, BulkResult>): Resolver =>
  mutateWith(command, async (context, info, result) => ({
    dutyRecords: await readSelectedList(context, info, 'dutyRecords', dutyRecord, result.done),
    failures: present(result, context.language),
  }))

/** Manifests have both languages in one object, the schema a field for each. */
const bilingual =
  (name: string, language: Language): Resolver =>
  parent =>
    (parent as Readonly<Record<string, Bilingual>>)[name]?.[language]

export const dutyResolvers: Readonly<Record<string, Readonly<Record<string, Resolver>>>> = {
  Query: {
    dutyCategories: () => dutyCategories,
    dutyRecord: byId(dutyRecord),
    dutyRecords: listOf(dutyRecord, { field: 'OCCURRED_ON', direction: 'DESC' }, (row, argument) =>
      inOrganization(row, argument, 'organization'),
    ),
  },
  Mutation: {
    dutyRecordCreate: mutate<MutationDutyRecordCreateArgs>(dutyRecordCreate, 'dutyRecord', dutyRecord),
    dutyRecordsEnter: mutateMany(dutyRecordsEnter),
    dutyRecordConfirm: mutate<MutationDutyRecordConfirmArgs>(dutyRecordConfirm, 'dutyRecord', dutyRecord),
    dutyRecordsConfirm: mutateMany(dutyRecordsConfirm),
    dutyRecordReturn: mutate<MutationDutyRecordReturnArgs>(dutyRecordReturn, 'dutyRecord', dutyRecord),
    dutyRecordWithdraw: mutate<MutationDutyRecordWithdrawArgs>(dutyRecordWithdraw, 'dutyRecord', dutyRecord),
    dutyRecordReverse: mutate<MutationDutyRecordReverseArgs>(dutyRecordReverse, 'dutyRecord', dutyRecord),
  },
  DutyCategory: {
    name: bilingual('name', 'zh'),
    englishName: bilingual('name', 'en'),
    description: bilingual('description', 'zh'),
    englishDescription: bilingual('description', 'en'),
  },
  DutyFactField: {
    type: parent => (parent as { type: string }).type.toUpperCase(),
    label: bilingual('label', 'zh'),
    englishLabel: bilingual('label', 'en'),
    choices: parent => (parent as { choices?: readonly unknown[] }).choices ?? [],
  },
  DutyFactChoice: { label: bilingual('label', 'zh'), englishLabel: bilingual('label', 'en') },
}
