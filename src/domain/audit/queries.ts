import { parseGlobalId } from '../../kernel/ids.ts'
import { changeLog } from '../../platform/changelog/tables.ts'
import { fieldsOf, one, type Shape, shape } from '../../platform/graphql/compiler/shape.ts'
import { account } from '../identity/queries.ts'
import { organizationOf } from '../organizations/queries.ts'
import { visibleEntry } from './policy.ts'

const recordKey = (id: unknown): string | null => parseGlobalId(String(id))?.id || null

/** An entry of the chain without its payload: who did what to which record, not what the record holds. */
export const changeLogEntry: Shape = shape('ChangeLogEntry', changeLog, {
  prefix: '',
  key: 'seq',
  visible: visibleEntry,
  fields: fieldsOf({
    epoch: changeLog.epoch,
    sequence: changeLog.seq,
    at: changeLog.at,
    action: changeLog.action,
    op: changeLog.op,
    recordType: changeLog.recordType,
    recordKey: changeLog.recordId,
    version: changeLog.version,
    actorKey: changeLog.actorId,
    request: changeLog.requestId,
    hash: row => `encode(${row.col(changeLog.hash)}, 'hex')`,
    organization: organizationOf,
    // The account of someone of another committee is that committee's: its key stands in `actorKey`.
    actor: one(
      () => account,
      (row, actor) =>
        `${actor.alias}.organization_id = ${row.alias}.organization_id and ${actor.alias}.id = ${row.col(changeLog.actorId)}`,
    ),
  }),
  filters: {
    recordType: (row, type) => `${row.col(changeLog.recordType)} = ${type.param('text')}`,
    record: (row, record) =>
      `(${row.col(changeLog.recordType)} = ${record.field('type').param('text')}
        and ${row.col(changeLog.recordId)} = ${record.field('id').param('uuid', recordKey)})`,
    actor: (row, actor) => `${row.col(changeLog.actorId)} = ${actor.param('uuid', recordKey)}`,
    action: (row, action) => `${row.col(changeLog.action)} = ${action.param('text')}`,
    op: (row, op) => `${row.col(changeLog.op)} = ${op.param('text')}`,
  },
  // With the key: (epoch, seq), the order of the chain and of its primary key.
  orders: { SEQUENCE: changeLog.epoch },
})

export const auditShapes = [changeLogEntry]
