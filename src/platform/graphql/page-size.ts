import { type GraphQLField, Kind } from 'graphql'

export const DEFAULT_PAGE = 20
/** Of a page, and of the ids that are asked for at once. */
export const LARGEST_PAGE = 100

/** Items that a page of the field has at most where its `@page` says so; null where nothing is said. */
export function pageMaxOf({ astNode }: Pick<GraphQLField<unknown, unknown>, 'astNode'>): number | null {
  const page = astNode?.directives?.find(({ name }) => name.value === 'page')
  const max = page?.arguments?.find(({ name }) => name.value === 'max')?.value
  return max?.kind === Kind.INT ? Number(max.value) : null
}
