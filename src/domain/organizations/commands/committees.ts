import { eq } from 'drizzle-orm'
import { Refused, userError } from '../../../kernel/user-error.ts'
import { command, type Work } from '../../../platform/commands/command.ts'
import { expectVersion } from '../../../platform/commands/load.ts'
import type { Key } from '../../../platform/graphql/compiler/resolvers.ts'
import { checkCommitteeNames, type Level, placeErrors } from '../rules/committee.ts'
import { insertCommittee } from '../seed/committee.ts'
import { organizations } from '../tables.ts'
import { manageCommittee, nullErrors, refuse } from './shared.ts'

export interface OrganizationCreate {
  readonly parent: string
  readonly input: {
    readonly code: string
    readonly name: string
    readonly shortName: string
    readonly level: Level
    readonly regionCode: string
  }
}

/** Makes a committee below one that the viewer manages, with the standard dictionaries of its level. */
export const organizationCreate = command(
  'organizationCreate',
  async (work: Work, { parent: parentId, input }: OrganizationCreate): Promise<Key> => {
    const parent = await manageCommittee(work, parentId, 'parent')
    const names = checkCommitteeNames(input)
    refuse([...placeErrors(input, parent), ...names.errors])
    const { code: organizationId, level, regionCode } = input
    await openWalls(work, organizationId)
    const changes = await insertCommittee(work.tx, {
      organizationId,
      parentId: parent.organizationId,
      path: `${parent.path}${organizationId}/`,
      level,
      regionCode,
      ...names.value,
    })
    if (!changes)
      throw new Refused(userError('CODE_TAKEN', 'input.code', '机构编号已被使用', 'The organization number is taken'))
    for (const change of changes) work.record(organizationId, change)
    // The new committee has no auditor yet; its parent's reads of it here.
    const payload = { code: organizationId, level, regionCode, ...names.value }
    work.record(parent.organizationId, {
      recordType: 'Organization',
      recordId: null,
      version: 1,
      op: 'CREATE',
      payload,
    })
    return { organizationId, id: '' }
  },
)

/** The only widening of a viewer's walls: to the committee that this transaction makes, after policy allowed it. */
async function openWalls({ tx, viewer }: Work, organizationId: string): Promise<void> {
  const widened = [viewer.visible, viewer.writable].map(list =>
    list.replace(/,?\}$/, `,${organizationId}}`).replace('{,', '{'),
  )
  await tx.client.query(`select set_config('cppcc.visible', $1, true), set_config('cppcc.writable', $2, true)`, widened)
}

export interface OrganizationUpdate {
  readonly id: string
  readonly expectedVersion: number
  readonly input: { readonly name?: string | null; readonly shortName?: string | null }
}

/** Renames a committee. Number, level and place in the tree are for good. */
export const organizationUpdate = command(
  'organizationUpdate',
  async (work: Work, { id, expectedVersion, input }: OrganizationUpdate): Promise<Key> => {
    const row = await manageCommittee(work, id, 'id')
    expectVersion(row, expectedVersion)
    const { organizationId, level, regionCode } = row
    const names = checkCommitteeNames({ name: input.name ?? row.name, shortName: input.shortName ?? row.shortName })
    refuse([...nullErrors(input, ['name', 'shortName']), ...names.errors])
    const version = row.version + 1
    await work.db
      .update(organizations)
      .set({ ...names.value, version })
      .where(eq(organizations.organizationId, organizationId))
    const payload = { code: organizationId, level, regionCode, ...names.value }
    work.record(organizationId, { recordType: 'Organization', recordId: null, version, op: 'UPDATE', payload })
    return { organizationId, id: '' }
  },
)
