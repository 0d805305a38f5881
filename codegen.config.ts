import type { CodegenConfig } from '@graphql-codegen/cli'

/** `npm run codegen`: the schema's types for resolvers, committed, and held to the schema by `npm run check`. */
const config: CodegenConfig = {
  schema: './schema.graphql',
  generates: {
    './src/platform/graphql/generated.ts': {
      plugins: ['typescript'],
      config: {
        onlyOperationTypes: false,
        enumsAsTypes: true,
        immutableTypes: true,
        maybeValue: 'T | null',
        inputMaybeValue: 'T | null',
        useTypeImports: true,
        skipTypename: true,
        scalars: { DateTime: 'string', Date: 'string', Decimal: 'string', UUID: 'string', JSON: 'unknown' },
        disableDescriptions: true,
      },
    },
  },
}

export default config
