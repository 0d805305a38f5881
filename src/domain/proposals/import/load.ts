import type { Work } from '../../../platform/commands/command.ts'
import { loadVocabulary } from '../../members/import-load.ts'
import type { Vocabulary } from '../../members/roster/vocabulary.ts'
import { ReplyClasses } from '../../organizations/policies/proposal-reply-classes.ts'
import { heldValue } from '../../organizations/port.ts'
import type { Letters } from '../handling/reply-rules.ts'

export interface KnownSession {
  readonly id: string
  readonly number: number
  readonly startsOn: string
  readonly termId: string
  readonly term: number
}

export interface KnownSeat {
  readonly id: string
  readonly termId: string
  readonly name: string
  readonly sector: string | null
}

interface KnownUnit {
  readonly id: string
  readonly name: string
  readonly aliases: readonly string[]
}

/** What names of a list are looked up in. */
export interface Committee {
  readonly sessions: readonly KnownSession[]
  readonly seats: readonly KnownSeat[]
  /** Retired ones too: earlier years had them. */
  readonly units: readonly KnownUnit[]
  readonly vocabulary: Vocabulary
  readonly letters: Letters
}

const SESSIONS = `select s.id, s.number, s.starts_on::text as "startsOn", t.id as "termId", t.number as term
  from sessions s join terms t on t.organization_id = s.organization_id and t.id = s.term_id
  where s.organization_id = $1 order by s.starts_on`

const SEATS = `select m.id, m.term_id as "termId", p.name, s.name as sector
  from members m join persons p on p.organization_id = m.organization_id and p.id = m.person_id
    left join sectors s on s.organization_id = m.organization_id and s.id = m.sector_id
  where m.organization_id = $1 and p.name = any($2::text[])`

const UNITS = `select id, name, aliases from undertaking_units where organization_id = $1`

/** Sessions, units and dictionaries of a committee, and the seats that these names could mean. */
export async function loadCommittee(work: Work, organizationId: string, names: readonly string[]): Promise<Committee> {
  const { tx } = work
  const { rows: sessions } = await tx.client.query<KnownSession>(SESSIONS, [organizationId])
  const { rows: seats } = await tx.client.query<KnownSeat>(SEATS, [organizationId, names])
  const { rows: units } = await tx.client.query<KnownUnit>(UNITS, [organizationId])
  return {
    ...{ sessions, seats, units },
    vocabulary: await loadVocabulary(tx, organizationId),
    letters: await heldValue(work, organizationId, 'PROPOSAL_REPLY_CLASSES', ReplyClasses),
  }
}
