import { newId } from '../../../kernel/ids.ts'
import { userError } from '../../../kernel/user-error.ts'
import { command, type Work } from '../../../platform/commands/command.ts'
import { type DictionaryKind, dictionaries } from '../dictionaries.ts'
import { checkCode, checkNames, checkRank } from '../rules/dictionary.ts'
import { type EntryKey, lockEntry, type NewEntry, officeOf, othersOf, saveEntry } from './entries.ts'
import { manageCommittee, nullErrors, refuse } from './shared.ts'

export interface EntryCreate {
  readonly organization?: string | null
  readonly dictionary: DictionaryKind
  readonly input: {
    readonly id?: string | null
    readonly code?: string | null
    readonly name: string
    readonly aliases?: readonly string[] | null
    readonly rank?: number | null
    readonly assigningOffice?: string | null
  }
}

/** Adds an entry: at its rank, or at the end. Refuses a name, alias or code that the dictionary has already. */
export const dictionaryEntryCreate = command(
  'dictionaryEntryCreate',
  async (work: Work, { organization, dictionary: kind, input }: EntryCreate): Promise<EntryKey> => {
    const { organizationId } = await manageCommittee(work, organization)
    const dictionary = dictionaries[kind]
    const others = await othersOf(work, dictionary, organizationId)
    const names = checkNames({ name: input.name, aliases: input.aliases ?? [] }, others)
    const code = checkCode(input.code, others)
    const rank = checkRank(input.rank, others)
    const office = await officeOf(work, dictionary, organizationId, input.assigningOffice)
    refuse([code, names, rank, office].flatMap(checked => checked.errors))
    const entry: NewEntry = {
      organizationId,
      id: input.id ?? newId(),
      code: code.value,
      ...names.value,
      rank: rank.value,
      isActive: true,
      version: 1,
      assigningOfficeId: office.value,
    }
    return saveEntry(work, dictionary, 'CREATE', entry)
  },
)

export interface EntryUpdate {
  readonly id: string
  readonly expectedVersion: number
  readonly input: {
    readonly name?: string | null
    readonly aliases?: readonly string[] | null
    readonly rank?: number | null
    readonly assigningOffice?: string | null
  }
}

/** Changes what is given of an entry; what is not given stays. Null clears aliases and assigning office. */
export const dictionaryEntryUpdate = command(
  'dictionaryEntryUpdate',
  async (work: Work, { id, expectedVersion, input }: EntryUpdate): Promise<EntryKey> => {
    const { dictionary, row } = await lockEntry(work, id, expectedVersion)
    const others = await othersOf(work, dictionary, row.organizationId, row.id)
    const aliases = input.aliases === undefined ? row.aliases : (input.aliases ?? [])
    const names = checkNames({ name: input.name ?? row.name, aliases }, others)
    const rank = checkRank(input.rank ?? row.rank, others)
    const office = await officeOf(work, dictionary, row.organizationId, input.assigningOffice, row.assigningOfficeId)
    refuse([...nullErrors(input, ['name', 'rank']), ...[names, rank, office].flatMap(checked => checked.errors)])
    const changed = {
      ...row,
      ...names.value,
      rank: rank.value,
      assigningOfficeId: office.value,
      version: row.version + 1,
    }
    return saveEntry(work, dictionary, 'UPDATE', changed)
  },
)

export interface EntryState {
  readonly id: string
  readonly expectedVersion: number
}

const toggle = (name: string, isActive: boolean) =>
  command(name, async (work: Work, { id, expectedVersion }: EntryState): Promise<EntryKey> => {
    const { dictionary, row } = await lockEntry(work, id, expectedVersion)
    if (row.isActive === isActive) refuse([isActive ? alreadyActive : alreadyRetired])
    return saveEntry(work, dictionary, 'UPDATE', { ...row, isActive, version: row.version + 1 })
  })

/** Takes an entry out of use: old records keep it, new ones cannot choose it. */
export const dictionaryEntryRetire = toggle('dictionaryEntryRetire', false)

/** Puts a retired entry into use again. */
export const dictionaryEntryRestore = toggle('dictionaryEntryRestore', true)

const alreadyActive = userError('ALREADY_ACTIVE', 'id', '该项未停用', 'The entry is not retired')
const alreadyRetired = userError('ALREADY_RETIRED', 'id', '该项已停用', 'The entry is retired already')
