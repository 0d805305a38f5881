import { and, eq, inArray } from 'drizzle-orm'
import { parseGlobalId } from '../../../kernel/ids.ts'
import { type UserError, userError } from '../../../kernel/user-error.ts'
import type { Work } from '../../../platform/commands/command.ts'
import { files } from '../../files/tables.ts'
import { seesDuty } from '../policy.ts'
import { dutyEvidence, dutyRecords } from '../tables.ts'

export interface Evidence {
  readonly fileIds: readonly string[]
  readonly errors: readonly UserError[]
}

/**
 * Files that are to prove a record of the committee: the account's own, or evidence of a record it sees. Anything else,
 * also a file of another committee, does not exist.
 */
export async function readEvidence(work: Work, organizationId: string, ids: readonly string[]): Promise<Evidence> {
  const keys = ids.map(id => parseGlobalId(id))
  const wanted = keys.flatMap(key => (key?.prefix === 'file' && key.organizationId === organizationId ? [key.id] : []))
  const usable = await usableFiles(work, organizationId, wanted)
  const errors = keys.flatMap((key, index) =>
    key?.prefix === 'file' && key.organizationId === organizationId && usable.has(key.id) ? [] : [unknownFile(index)],
  )
  return { fileIds: errors.length > 0 ? [] : wanted, errors }
}

async function usableFiles(work: Work, organizationId: string, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const found = await work.db
    .select({ id: files.id, uploadedBy: files.uploadedBy })
    .from(files)
    .where(and(eq(files.organizationId, organizationId), inArray(files.id, [...ids])))
  const own = found.filter(file => file.uploadedBy === work.viewer.accountId).map(file => file.id)
  const others = found.map(file => file.id).filter(id => !own.includes(id))
  return new Set([...own, ...(await seenAsEvidence(work, organizationId, others))])
}

async function seenAsEvidence(work: Work, organizationId: string, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return []
  const rows = await work.db
    .select({ fileId: dutyEvidence.fileId, memberId: dutyRecords.memberId })
    .from(dutyEvidence)
    .innerJoin(
      dutyRecords,
      and(eq(dutyRecords.organizationId, dutyEvidence.organizationId), eq(dutyRecords.id, dutyEvidence.recordId)),
    )
    .where(and(eq(dutyEvidence.organizationId, organizationId), inArray(dutyEvidence.fileId, [...ids])))
  return rows.filter(({ memberId }) => seesDuty(work.viewer, { organizationId, memberId })).map(row => row.fileId)
}

const unknownFile = (index: number) =>
  userError(
    'NOT_FOUND',
    `input.evidence.${index}`,
    '文件不存在、不属于本机构，或您无权使用，请先上传',
    'There is no such file of this committee that you may use; upload it first',
  )
