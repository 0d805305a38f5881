import type { Viewer } from '../../../kernel/viewer.ts'
import { objectTypeOf } from './compilation.ts'
import { fieldColumns } from './compile.ts'
import { planOf } from './plan.ts'
import { placeOf, type Resolver, rootArgument, run } from './resolvers.ts'
import type { Argument, Scope } from './scope.ts'
import { selectionSets, valueKey } from './selection.ts'
import { type DefaultOrder, type Field, fieldsOf, type Shape } from './shape.ts'

export interface NamedLists {
  readonly shape: Shape
  /** The field of the objects that pages through the shape. */
  readonly page: string
  readonly order: DefaultOrder
  readonly lists: Readonly<Record<string, (row: Scope, argument: Argument) => string>>
  /** Kinds of lists that are the viewer's matter. */
  readonly concerning: (viewer: Viewer, args: Readonly<Record<string, unknown>>) => readonly string[]
}

/**
 * A root field of objects with a `kind`, a `count` and a page: several lists of one shape, all in one statement. There is a
 * plan for each set of lists, so that nobody waits for the planning of what is not for him. `pageOfList` reads the page.
 */
export const namedListsOf =
  ({ shape, page, order, lists, concerning }: NamedLists): Resolver =>
  (_parent, args, context, info) => {
    const definition = info.parentType.getFields()[info.fieldName]
    if (!definition) throw new Error(`no definition of ${info.fieldName}`)
    const kinds = concerning(context.viewer, args)
    if (kinds.length === 0) return []
    const plan = planOf(info, context.viewer, `${placeOf(info)} ${kinds.join()}`, c => {
      const argument = rootArgument(c, { definition, nodes: info.fieldNodes })
      const type = objectTypeOf(definition.type, c, '')
      const all = kinds.map(kind => {
        const where = (row: Scope) => lists[kind]?.(row, argument) ?? 'false'
        const columns = fieldColumns(
          c,
          fieldsOf({
            kind: () => `'${kind}'`,
            count: row => countOf(shape, row.another(), where),
            [page]: pageOf(where),
          }),
          type,
          selectionSets(info.fieldNodes),
          c.builder.row(),
        )
        return `(select row_to_json(x) from (select ${columns.join(', ') || '1 as "_"'}) x)`
      })
      return `json_build_array(${all.join(', ')})`
    })
    return run(context, plan, info)

    function pageOf(where: (row: Scope) => string): Field {
      return { kind: 'connection', shape: () => shape, on: (_list, row) => where(row), order }
    }
  }

const countOf = (shape: Shape, row: Scope, where: (row: Scope) => string): string =>
  `(select count(*) from ${shape.table} ${row.alias} where ${where(row)} and ${shape.visible(row)})`

/** Reads the page of such an object. */
export const pageOfList: Resolver = (parent, _args, _context, { fieldNodes: [node] }) =>
  typeof parent === 'object' && parent !== null && node ? Reflect.get(parent, valueKey(node)) : undefined
