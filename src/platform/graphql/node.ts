import { parseGlobalId } from '../../kernel/ids.ts'
import { ApiError } from '../../kernel/user-error.ts'
import { readByKeys } from './compiler/read-list.ts'
import { byIdOfType, type Key, type Resolver, readByKey, withRootSql } from './compiler/resolvers.ts'
import type { Shape } from './compiler/shape.ts'
import { LARGEST_PAGE } from './page-size.ts'

/** `Query.node` and `Query.nodes`: the id's prefix says which shape; one statement for all ids of a type. */
export function nodeResolvers(shapes: readonly Shape[]): Record<'node' | 'nodes', Resolver> {
  const byPrefix = new Map(shapes.map(shape => [shape.prefix, shape]))
  const find = (id: unknown): Found | null => {
    const key = parseGlobalId(String(id))
    const shape = key && byPrefix.get(key.prefix)
    return shape ? { shape, key } : null
  }
  return {
    node: withRootSql(
      (_parent, { id }, context, info) => {
        const found = find(id)
        return found ? readByKey(context, info, found.shape, found.key) : null
      },
      ({ id }) => {
        const found = find(id)
        // An organization's id is its number alone, which no column of the row's key holds.
        return found?.shape.key === 'id' ? { place: found.shape.type, sql: byIdOfType(found.shape) } : null
      },
    ),
    nodes: async (_parent, { ids }, context, info) => {
      const found = checkedIds(ids).map(find)
      const records: unknown[] = found.map(() => null)
      const places = groupByShape(found)
      const read = async ([shape, at]: [Shape, readonly Place[]]) => {
        const read = await readByKeys(
          context,
          info,
          shape,
          at.map(({ key }) => key),
        )
        at.forEach(({ place }, n) => {
          records[place] = read[n]
        })
      }
      await Promise.all([...places].map(read))
      return records
    },
  }
}

interface Found {
  readonly shape: Shape
  readonly key: Key
}

interface Place {
  readonly key: Key
  readonly place: number
}

function groupByShape(found: readonly (Found | null)[]): Map<Shape, Place[]> {
  const groups = new Map<Shape, Place[]>()
  for (const [place, one] of found.entries()) {
    if (one) groups.set(one.shape, [...(groups.get(one.shape) ?? []), { key: one.key, place }])
  }
  return groups
}

function checkedIds(ids: unknown): readonly unknown[] {
  if (Array.isArray(ids) && ids.length <= LARGEST_PAGE) return ids
  throw new ApiError('BAD_REQUEST', `一次最多取 ${LARGEST_PAGE} 条`, `At most ${LARGEST_PAGE} ids at a time`, {
    field: ['ids'],
  })
}
