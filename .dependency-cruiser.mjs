/** The import rules of docs/architecture.md, checked by `npm run check`. */
const MODULES = ['organizations', 'identity', 'members', 'files', 'duty', 'proposals', 'activities', 'audit']

/** A module may import those to its left. */
const leftwards = MODULES.map((name, index) => ({
  name: `${name}-imports-leftwards`,
  severity: 'error',
  comment: `domain/${name} may import only the modules before it: ${MODULES.slice(0, index).join(', ') || 'none'}`,
  from: { path: `^src/domain/${name}/` },
  to: { path: `^src/domain/(${MODULES.slice(index + 1).join('|') || '-'})/` },
}))

const PURE = '(^src/kernel/|/(workflow|rules)\\.ts$|^src/domain/duty/categories/|^src/domain/members/roster/(?!table|xlsx|csv|zip|xml))'

export default {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    ...leftwards,
    {
      name: 'activities-and-proposals-are-apart',
      severity: 'error',
      comment: 'what one turns into another goes through a port in duty',
      from: { path: '^src/domain/activities/' },
      to: { path: '^src/domain/proposals/' },
    },
    {
      name: 'kernel-is-pure',
      severity: 'error',
      comment: 'kernel, workflow.ts and rules.ts know no database, no HTTP, no GraphQL',
      from: { path: '(^src/kernel/|^src/domain/.+/(workflow|rules|guards|outcome)\\.ts$)' },
      to: { path: '^src/(platform|cli)/|node_modules/(drizzle-orm|pg|fastify|mercurius|graphql)/' },
    },
    {
      name: 'platform-knows-no-business',
      severity: 'error',
      from: { path: '^src/platform/' },
      to: { path: '^src/(domain|cli|linkage)/' },
    },
    {
      name: 'drizzle-only-where-sql-is',
      severity: 'error',
      comment: 'tables, queries, commands and policies speak SQL; resolvers, rules and routes do not',
      from: {
        path: '^src/',
        pathNot: '/(tables|keys|queries|policy|port)\\.ts$|/(commands|queries)[/.]|^src/platform/(db|commands|changelog|graphql/compiler)/|^src/cli/demo/|^src/domain/[^/]+/(seed|export|load|write|store)|^src/domain/activities/(?!.*(resolvers|routes|workflow|rules|guards|codes)[.]ts$)|^src/domain/proposals/(situation|duties|numbers|deadlines|search|worklists|(drafting|examination|handling|marks|history|similar|import|exports)/(?!workflow|outcome|rules))',
      },
      to: { path: 'node_modules/drizzle-orm/' },
    },
    {
      name: 'nobody-imports-the-process',
      severity: 'error',
      from: { path: '^src/(domain|platform|kernel)/' },
      to: { path: '^src/(main|runtime|app)\\.ts$' },
    },
    { name: 'environment-is-read-in-config', severity: 'error', from: { path: '^src/(?!config\\.ts)' }, to: { path: 'node_modules/env-schema/' } },
    // Node makes a module of all that `http` has, the browser's fetch and WebSocket with it: 14 MB that nobody here uses.
    { name: 'http-is-the-framework-s', severity: 'error', from: { path: '^src/' }, to: { path: '^(node:)?http$' } },
    { name: 'no-orphans', severity: 'error', from: { orphan: true, path: '^src/', pathNot: '\\.d\\.ts$' }, to: {} },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { extensions: ['.ts', '.js', '.json'], exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
}
