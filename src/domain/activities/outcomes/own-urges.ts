/**
 * SQL: what an outcome's present owner was told since it became his. To whom an urge went stands in the change log: every
 * content of the outcome with the owners it names, every urge with the version that it was of.
 */
export const ownUrges = (outcome: string): string => `select u.* from activity_outcome_urges u
  where u.organization_id = ${outcome}.organization_id and u.outcome_id = ${outcome}.id
  order by u.created_at, u.id offset (${urgesOfOthers(outcome)})`

const entriesOf = (alias: string, outcome: string): string =>
  `${alias}.organization_id = ${outcome}.organization_id and ${alias}.record_type = 'ActivityOutcome' and ${alias}.record_id = ${outcome}.id`

/** How many there were until the version that made him the owner; those that no entry tells of went to him. */
const urgesOfOthers = (outcome: string): string => `with owned as (
    select l.version, (p.payload ->> 'ownerName', p.payload ->> 'ownerUnitId', p.payload ->> 'ownerMemberId') is distinct from
      (${outcome}.owner_name, ${outcome}.owner_unit_id::text, ${outcome}.owner_member_id::text) as is_other
    from change_log l join change_payloads p using (organization_id, epoch, seq)
    where ${entriesOf('l', outcome)} and l.op in ('CREATE', 'UPDATE') and p.payload ? 'ownerMemberId')
  select count(*) from change_log e where ${entriesOf('e', outcome)} and e.op = 'UPDATE' and e.action = 'activityOutcomeUrge'
    and e.version < (select min(version) from owned where version > (select max(version) from owned where is_other))`
