import { extendShape, lookup } from '../../../platform/graphql/compiler/shape.ts'
import { categoriesByCode } from '../../duty/categories/index.ts'
import { activityKind } from '../../organizations/queries.ts'
import { activityKinds } from '../../organizations/tables.ts'

// Categories are the ledger's, which comes after the dictionaries.
extendShape(activityKind, { dutyCategory: lookup(activityKinds.dutyCategory, categoriesByCode) })

export { activityKind }
