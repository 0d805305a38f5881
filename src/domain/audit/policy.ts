import type { Scope } from '../../platform/graphql/compiler/scope.ts'

/** The log is for auditors of the committee alone; administrators do not read what is kept about them. */
export const visibleEntry = (row: Scope): string => row.allowed('AUDIT_READ')
